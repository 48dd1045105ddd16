"""What a new house begins with, from the files in starter/. Safe to load again and again.

Practices and projects are facts with the source "starter", loaded by the same runner as every other source. Ties and
organisations are records of ours: each is made once, under an address that comes from its key, and belongs to the
staff from then on. One that they change is not changed back; one that they delete does not return.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction

from kokoaan.organisations.models import Organisation, OrganisationIdentity
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle, Unit, User
from kokoaan.people.starter_units import STRATEGY, make_units
from kokoaan.records.changing import create
from kokoaan.records.models import Change, Record
from kokoaan.sources.connectors import starter
from kokoaan.sources.runner import Wishes, fetch

STARTER = Path(__file__).parent / "starter"
# The ties and memberships in the starter are Helsinki's; another city begins without them.
HELSINKI = 658225

Row = Mapping[str, Any]


def load_starter(by: User | None = None) -> dict[str, int]:
    """Load what is missing and return how many of each kind were made."""
    counts = {"projects": load_projects()}
    if settings.CITY_GEONAMES_ID == HELSINKI:
        owner = make_units()[STRATEGY]
        counts["organisations"] = load_records("organisations.json", organisation, owner, by)
        counts["ties"] = load_records("ties.json", tie, owner, by)
    return counts


def load_projects() -> int:
    """Bring the practices in through the runner, and return how many are new."""
    report = fetch(starter.SOURCE, starter.files(), wishes=Wishes(quiet=True))
    return sum(len(one.new) for one in report.differences if one.name == "projects")


def load_records(file: str, make: Callable[[Row], Record], owner: Unit, by: User | None) -> int:
    """Make a public record of each row in file that has not been made before, and return how many were made."""
    made = 0
    for row in json.loads((STARTER / file).read_text(encoding="utf-8")):
        record = make(row)
        record.uid = uid_of(record, row["key"])
        record.owner, record.circle_id, record.source = owner, Circle.EVERYONE, row["source"]
        made += make_once(record, row["key"], by)
    return made


def make_once(record: Record, key: str, by: User | None) -> bool:
    """Make the record unless the change log tells of it; say whether it was made."""
    with transaction.atomic():
        if Change.objects.filter(record=record.uid).exists():
            return False
        create(record, by, reason="Starter content", source=record.source)
        if isinstance(record, Organisation):
            OrganisationIdentity.objects.create(source=starter.SOURCE.key, key=key, organisation=record)
    return True


def uid_of(record: Record, key: str) -> UUID:
    """The address that a starter record has in every house."""
    return uuid5(NAMESPACE_URL, f"kokoaan:starter:{record._meta.model_name}:{key}")


def organisation(row: Row) -> Organisation:
    return Organisation(name=row["name"], kind=row["kind"], place_id=row["place"], notes=row["notes"])


def tie(row: Row) -> Tie:
    fields = ("kind", "kind_there", "status", "begins", "ends", "decision", "reason")
    return Tie(place_id=row["place"], **{name: row[name] for name in fields})
