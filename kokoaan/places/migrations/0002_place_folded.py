from django.db import migrations, models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce


def put_together(apps, schema_editor):
    # As kokoaan/places/found_by.py does, with the models of this time.
    from kokoaan.places.found_by import Joined

    names = apps.get_model("places", "PlaceName").objects.filter(place=OuterRef("pk")).order_by().values("place")
    every = Coalesce(Subquery(names.annotate(every=Joined("folded")).values("every")), Value(""))
    apps.get_model("places", "Place").objects.update(folded=every)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        migrations.AddField("place", "folded", models.TextField(default="", editable=False)),
        migrations.RunPython(put_together, migrations.RunPython.noop, elidable=True),
    ]
