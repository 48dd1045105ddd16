from django.db import migrations

NAME = {"fi": {"text": "Kaikki"}, "sv": {"text": "Alla"}, "en": {"text": "Everyone"}}


def make_everyone(apps, schema_editor):
    """Everyone is a circle like any other, with a number that is known to the code."""
    apps.get_model("people", "Circle").objects.get_or_create(pk=1, defaults={"name": NAME})
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SELECT setval(pg_get_serial_sequence('people_circle', 'id'), 1)")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make_everyone, migrations.RunPython.noop)]
