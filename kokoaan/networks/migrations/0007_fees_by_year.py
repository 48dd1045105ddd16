"""The one fee of a membership becomes the fee of a year, or of a year that nobody stated; its words go with it."""

import re
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.db import migrations

# An address or a case number ("HEL 2019-012572") is no year.
ELSEWHERE = re.compile(r"https?://\S+|\b\d{4}-\d+")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The starter's memberships with a fee, whose fees have a fixed address of their own: sources/starter/fees.json.
STARTED = {
    "who-european-healthy-cities-2020": "who-european-healthy-cities-2020-fee",
    "world-cities-culture-forum-2018": "world-cities-culture-forum-2018-fee",
    "helsinki-tallinn-euregio-2003": "helsinki-tallinn-euregio-2003-fee",
}


def starter_uid(model, key):
    return uuid5(NAMESPACE_URL, f"kokoaan:starter:{model}:{key}")


def year_of(note):
    """The year of the fee, where its words name one and no other."""
    years = set(YEAR.findall(ELSEWHERE.sub(" ", note)))
    return int(years.pop()) if len(years) == 1 else None


def part(apps, schema_editor):
    """A fee of its own for each membership that has one, told in the change log and to the index."""
    models = {name: apps.get_model(app, name) for app, name in NEEDED}
    with_fee = models["Membership"].objects.exclude(fee=None).order_by("pk")
    if not with_fee.exists():
        return
    kind, _made = models["ContentType"].objects.get_or_create(app_label="networks", model="fee")
    uids = {starter_uid("membership", one): starter_uid("fee", fee) for one, fee in STARTED.items()}
    for membership in with_fee:
        # A set for each, so that whoever sees one of them reads of it in its history.
        said = models["ChangeSet"].objects.create(uid=uuid4(), reason="Fees are kept by year now.", state="applied")
        fee = models["Fee"].objects.create(
            uid=uids.get(membership.uid) or uuid4(),
            membership=membership,
            year=year_of(membership.fee_note),
            amount=membership.fee,
            currency=membership.currency or "EUR",
            kind="stated",
            note=membership.fee_note,
            source=membership.source,
            owner_id=membership.owner_id,
            circle_id=membership.circle_id,
            is_example=membership.is_example,
        )
        shared = {"changeset": said, "circle_before_id": fee.circle_id, "circle_after_id": fee.circle_id}
        models["Change"].objects.create(model=kind, record=fee.uid, version=1, field="", new=kept(fee), **shared)
        models["Outbox"].objects.get_or_create(kind="fee", key=str(fee.uid))
        if membership.fee_note:
            kind_of_whole, _made = models["ContentType"].objects.get_or_create(
                app_label="networks", model="membership"
            )
            models["Change"].objects.create(
                model=kind_of_whole,
                record=membership.uid,
                version=membership.version + 1,
                field="fee_note",
                old=membership.fee_note,
                new="",
                **shared,
            )
            membership.fee_note, membership.version = "", membership.version + 1
            membership.save(update_fields=["fee_note", "version"])


NEEDED = (
    ("networks", "Membership"),
    ("networks", "Fee"),
    ("records", "ChangeSet"),
    ("records", "Change"),
    ("records", "Outbox"),
    ("contenttypes", "ContentType"),
)


def kept(fee):
    """As the change log keeps a record."""
    plain = ("id", "year", "currency", "kind", "note", "source", "is_example", "confirmed")
    told = {name: getattr(fee, name) for name in plain}
    links = {"membership": fee.membership_id, "owner": fee.owner_id, "circle": fee.circle_id}
    return {**told, **links, "uid": str(fee.uid), "amount": str(fee.amount)}


class Migration(migrations.Migration):

    dependencies = [("networks", "0006_texts_in_languages"), ("records", "0001_initial")]

    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
