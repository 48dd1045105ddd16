"""What a new house begins with, from the files in starter/. Safe to load again and again.

Practices and projects of the world's cities are facts with the source "starter", loaded by the same runner as every
other source. Goals, organisations, ties, memberships with their fees, lists of members, country programmes and our own
practices are records of ours: each is made once, under an address that comes from its key, and belongs to the staff
from then on. One that they change is not changed back; one that they delete does not return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction

from kokoaan.lib.text import Version, text, text_hash
from kokoaan.networks.models import Fee, MemberList, Membership
from kokoaan.organisations.models import Organisation, OrganisationIdentity
from kokoaan.partners.models import EarlierStatus, Tie
from kokoaan.people.models import Circle, Unit, User
from kokoaan.people.starter_units import STRATEGY, make_units
from kokoaan.projects.models import CountryProgramme
from kokoaan.records.changing import opened, write
from kokoaan.records.edit import Edit
from kokoaan.records.models import Change, Part, Record
from kokoaan.sources import retelling
from kokoaan.sources.connectors import starter
from kokoaan.sources.runner import Wishes, fetch
from kokoaan.strategy.models import Goal

STARTER = Path(__file__).parent / "starter"
# The ties and memberships in the starter are Helsinki's; another city begins without them.
HELSINKI = 658225

Row = Mapping[str, Any]
R = TypeVar("R", bound=Record)


def load_starter(by: User | None = None) -> dict[str, int]:
    """Load what is missing and return how many of each kind were made."""
    counts = {"projects": load_projects()}
    if settings.CITY_GEONAMES_ID == HELSINKI:
        owner = make_units()[STRATEGY]
        for name, make in RECORDS.items():
            counts[name] = load_records(name, make, owner, by)
    return counts


def load_projects() -> int:
    """Bring the practices in through the runner, and return how many are new."""
    report = fetch(starter.SOURCE, starter.files(), wishes=Wishes(quiet=True))
    return sum(len(one.new) for one in report.differences if one.name == "projects")


def load_records(name: str, make: Callable[[Row], Record | None], owner: Unit, by: User | None) -> int:
    """Make a public record of each row that has not been made before, with its parts; return how many were made."""
    path = STARTER / f"{name}.json"
    made = 0
    for number, row in enumerate(starter.rows(path), start=1):
        with starter.naming(path, number):
            record = make(row)
            # What it is about has been deleted here: then it is not made either.
            if record is None:
                continue
            record.uid = starter_uid(type(record), row["key"])
            record.owner, record.circle_id, record.source = owner, Circle.EVERYONE, row["source"]
            made += make_once(record, row, PARTS[name](row, record) if name in PARTS else [], by)
    return made


def make_once(record: Record, row: Row, parts: Sequence[Part], by: User | None) -> bool:
    """Make the record with its parts unless the change log tells of it; say whether it was made."""
    with transaction.atomic():
        if Change.objects.filter(record=record.uid).exists():
            return False
        for number, part in enumerate(parts, start=1):
            part.uid = starter_uid(type(part), f"{row['key']}:{number}")
        births = [Edit(one, {}, birth=True) for one in (record, *parts)]
        write(births, opened(by, "Starter content", record.source))
        if isinstance(record, Organisation):
            OrganisationIdentity.objects.create(source=starter.SOURCE.key, key=row["key"], organisation=record)
    return True


def starter_uid(model: type[Record], key: str) -> UUID:
    """The address that a starter record has in every house."""
    return uuid5(NAMESPACE_URL, f"kokoaan:starter:{model._meta.model_name}:{key}")


def started(model: type[R], key: str) -> R | None:
    """The starter's record of this key; None where there is none, or somebody has deleted it."""
    return model._base_manager.filter(uid=starter_uid(model, key)).first() if key else None


def goal(row: Row) -> Goal | None:
    """A goal; its parent and its successor stand before it in the file."""
    parent = started(Goal, row["parent"])
    if row["parent"] and parent is None:
        return None
    return Goal(
        name=named(row["name"], row["ours"]),
        term=row["term"],
        parent=parent,
        position=row["position"],
        description=starter.translated(row["description"]),
        successor=started(Goal, row["successor"]),
    )


def named(name: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, Version]:
    """The official names; a language in ours has our translation instead, from the language that ours tells."""
    versions = text(**name)
    for lang, original in ours.items():
        versions[lang]["source_hash"] = text_hash(name[original])
    return versions


def organisation(row: Row) -> Organisation:
    fields = {name: row.get(name, "") for name in ("name", "kind", "notes", "website")}
    return Organisation(place_id=row["place"], **fields)


def tie(row: Row) -> Tie | None:
    fields = ("kind", "kind_there", "status", "since", "begins", "ends", "decision")
    organisation = started(Organisation, row.get("organisation", ""))
    if row.get("organisation") and organisation is None:
        return None
    told = {name: row[name] for name in fields}
    return Tie(place_id=row["place"], organisation=organisation, reason=text(en=row["reason"]), **told)


def earlier_status(row: Row) -> EarlierStatus | None:
    tie = started(Tie, row["tie"])
    told = {name: row[name] for name in ("status", "since", "until", "decision")}
    return EarlierStatus(tie=tie, reason=text(en=row["reason"]), **told) if tie else None


def membership(row: Row) -> Membership | None:
    organisation = started(Organisation, row["organisation"])
    through = started(Organisation, row["through"])
    if organisation is None or (row["through"] and through is None):
        return None
    told = {name: row[name] for name in ("level", "status", "begins", "ends", "decision", "fee_note")}
    texts = {name: text(**row[name]) for name in ("why_joined", "why_left", "note")}
    return Membership(organisation=organisation, through=through, **told, **texts)


def fee(row: Row) -> Fee | None:
    """The fee of a year, or of one that the source does not state."""
    membership = started(Membership, row["membership"])
    told = {name: row[name] for name in ("year", "currency", "kind", "note")}
    return Fee(membership=membership, amount=Decimal(row["amount"]), **told) if membership else None


def member_list(row: Row) -> MemberList | None:
    organisation = started(Organisation, row["organisation"])
    if organisation is None:
        return None
    return MemberList(
        organisation=organisation, as_of=row["as_of"], members="\n".join(row["members"]), note=row["note"]
    )


def programme(row: Row) -> CountryProgramme:
    return CountryProgramme(
        name=starter.translated(row["name"]),
        country_id=row["country"],
        status=row["status"],
        begins=row["begins"],
        ends=row["ends"],
        purpose=starter.translated(row["purpose"]),
    )


# By file, in the order in which they need one another.
RECORDS: Mapping[str, Callable[[Row], Record | None]] = {
    "goals": goal,
    "organisations": organisation,
    "ties": tie,
    "earlier_statuses": earlier_status,
    "memberships": membership,
    "fees": fee,
    "member_lists": member_list,
    "programmes": programme,
    "practices": retelling.practice,
}
PARTS: Mapping[str, Callable[[Row, Any], Sequence[Part]]] = {"practices": retelling.parts}
