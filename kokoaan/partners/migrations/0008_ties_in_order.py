"""What lists of ties are ordered and narrowed by follows from their places."""

from django.db import migrations

from kokoaan.lib.fold import fold


def fill_in(apps, schema_editor):
    for tie in apps.get_model("partners", "Tie").objects.select_related("place").exclude(place=None).iterator():
        tie.sorted_as, tie.country = fold(tie.place.local_name)[:200], tie.place.country_id
        tie.save(update_fields=["sorted_as", "country"])


class Migration(migrations.Migration):
    dependencies = [("partners", "0007_agreements_and_commitments")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
