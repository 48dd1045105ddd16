"""A role stands once. Of two that were alike, the later gets a number behind its function: nothing is lost."""

from itertools import groupby
from uuid import uuid4

from django.db import migrations, models

SAME = ("person_id", "organisation_id", "function", "unit", "begins")


def number(apps, schema_editor):
    """Number roles that are alike, told in the change log and to the index."""
    roles = apps.get_model("organisations", "Role").objects.order_by(*SAME, "pk")
    for same, group in groupby(roles.iterator(), key=lambda role: tuple(getattr(role, name) for name in SAME)):
        for place, role in enumerate(group):
            if place:
                rename(apps, role, f"{same[2][:180]} ({place + 1})".strip())


def rename(apps, role, function):
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="organisations", model="role"
    )
    said = apps.get_model("records", "ChangeSet").objects.create(
        uid=uuid4(), reason="The same role stood here twice.", state="applied"
    )
    apps.get_model("records", "Change").objects.create(
        changeset=said,
        model=kind,
        record=role.uid,
        version=role.version + 1,
        circle_before_id=role.circle_id,
        circle_after_id=role.circle_id,
        field="function",
        old=role.function,
        new=function,
    )
    role.function, role.version = function, role.version + 1
    role.save(update_fields=["function", "version"])
    apps.get_model("records", "Outbox").objects.get_or_create(kind="person", key=str(role.person.uid))


class Migration(migrations.Migration):

    dependencies = [
        ("organisations", "0008_ends_known_in_part"),
        ("people", "0002_everyone"),
        ("records", "0004_attachment"),
    ]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                fields=("person", "organisation", "function", "unit", "begins"),
                name="role_once",
                violation_error_message="This person has that role there from that day already. Change that one.",
            ),
        ),
    ]
