"""Examples of records for the demo accounts: marked as such, and each made once."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from kokoaan.people.models import User
from kokoaan.records.changing import create
from kokoaan.records.models import Change, Record


def keep(record: Record, key: str, by: User) -> None:
    """Make the example under an address that comes from its key; one that somebody has deleted is not made again."""
    record.uid, record.is_example = uuid5(NAMESPACE_URL, f"kokoaan:demo:{record._meta.model_name}:{key}"), True
    # Its birth is in the log for ever.
    if not Change.objects.filter(record=record.uid).exists():
        create(record, by=by, reason="Example for trying the product.")
