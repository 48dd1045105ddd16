"""Reasons have been written in English so far. They become texts in languages, in the log too, before the column does.

The column still holds text: it gets the JSON that the next migration reads it as.
"""

import json

from django.db import migrations


def in_english(words):
    return {"en": {"text": words}} if words else {}


def words_of(value):
    return value if isinstance(value, str) else value.get("en", {}).get("text", "")


def to_json(apps, schema_editor):
    for tie in apps.get_model("partners", "Tie").objects.only("pk", "reason").iterator():
        tie.reason = json.dumps(in_english(tie.reason), ensure_ascii=False)
        tie.save(update_fields=["reason"])
    in_the_log(apps, in_english)


def to_text(apps, schema_editor):
    for tie in apps.get_model("partners", "Tie").objects.only("pk", "reason").iterator():
        tie.reason = words_of(json.loads(tie.reason))
        tie.save(update_fields=["reason"])
    in_the_log(apps, words_of)


def in_the_log(apps, converted):
    """Every change of a tie's reason, and every birth and death of a tie, holds it as it is kept now."""
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="partners", model="tie").first()
    changes = apps.get_model("records", "Change").objects
    rows = changes.filter(model=kind.pk, field__in=["", "reason"]) if kind else changes.none()
    for row in rows.iterator():
        row.old, row.new = (side(value, row.field, converted) for value in (row.old, row.new))
        row.save(update_fields=["old", "new"])


def side(value, field, converted):
    if field == "reason":
        return None if value is None else converted(value)
    return {**value, "reason": converted(value["reason"])} if value and "reason" in value else value


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("partners", "0005_tie_goals_tie_organisation_tie_themes_alter_tie_kind_and_more"),
        ("records", "0001_initial"),
    ]

    operations = [migrations.RunPython(to_json, to_text)]
