"""Why we joined, why we left and the notes get languages. What stood there was written in English."""

import json

import kokoaan.lib.text
from django.db import migrations

TEXTS = ("why_joined", "why_left", "note")


def in_english(words):
    return {"en": {"text": words}} if words else {}


def say_so(apps, schema_editor):
    """As JSON, so that the database can read the columns as such afterwards."""
    rows = apps.get_model("networks", "Membership").objects
    for row in rows.all():
        rows.filter(pk=row.pk).update(**{name: json.dumps(in_english(getattr(row, name))) for name in TEXTS})


def say_so_in_the_log(apps, schema_editor):
    """The change log holds the same fields: one at a time, and in births and deaths."""
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind = kinds.filter(app_label="networks", model="membership").first()
    for row in apps.get_model("records", "Change").objects.filter(model=kind) if kind else ():
        row.old, row.new = told(row.field, row.old), told(row.field, row.new)
        row.save(update_fields=["old", "new"])


def told(field, value):
    if field in TEXTS and isinstance(value, str):
        return in_english(value)
    if not field and isinstance(value, dict):
        return {name: told(name, one) for name, one in value.items()}
    return value


class Migration(migrations.Migration):

    dependencies = [
        ("networks", "0005_fees_and_seats"),
        ("records", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(say_so, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='membership',
            name='note',
            field=kokoaan.lib.text.TextField(blank=True, default=dict, verbose_name='notes'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='why_joined',
            field=kokoaan.lib.text.TextField(blank=True, default=dict, verbose_name='why we joined'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='why_left',
            field=kokoaan.lib.text.TextField(blank=True, default=dict, verbose_name='why we left'),
        ),
        migrations.RunPython(say_so_in_the_log, migrations.RunPython.noop),
    ]
