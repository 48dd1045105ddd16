"""The kinds of records that are compared: one table. What is read of each is what the person sees, no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kokoaan.duplicates.places_named import named
from kokoaan.duplicates.scoring import Entry
from kokoaan.organisations.models import Kind as OrganisationKind
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import User
from kokoaan.places.models import Place
from kokoaan.records.models import Record

Rows = Sequence[Any]
# Ids that registers of the world give: two organisations with one are the same.
IDS = ("wikidata", "transparency", "pic", "business_id")
# Where anybody may have a page: it says nothing that two have theirs there.
SHARED_SITES = frozenset(
    {"facebook.com", "linkedin.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "wikipedia.org"}
)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A kind: its model, how its rows are read for comparing, and every name of one."""

    model: type[Record]
    entries: Callable[[Rows, User | None], list[Entry]]
    names: Callable[[Any], list[str]]


def organisation_names(row: Organisation) -> list[str]:
    every = getattr(row, "every_name", [row.name])
    return list(dict.fromkeys(name for name in every if name))


def organisations(rows: Rows, user: User | None) -> list[Entry]:
    """Organisations as they are compared; `user` is not asked, since all of it has the organisation's own circle."""
    names = named(name for row in rows for name in organisation_names(row))
    places = Place.objects.select_related("country").in_bulk({row.place_id for row in rows if row.place_id})
    return [organisation(row, names, places.get(row.place_id)) for row in rows]


def organisation(row: Organisation, names: dict[str, Any], place: Place | None) -> Entry:
    acronym = getattr(row, "acronym", "")
    return Entry(
        uid=str(row.uid),
        names=tuple(names[name] for name in organisation_names(row) if name != acronym) or (named([acronym])[acronym],),
        acronym=acronym,
        ids={str(label_of(row, name)): getattr(row, name, "") for name in IDS if hasattr(row, name)},
        kind="" if row.kind == OrganisationKind.UNKNOWN else str(row.get_kind_display()),
        place=row.place_id,
        place_name=f"{place}, {place.country}" if place else "",
        site=site_of(row.website),
    )


def label_of(row: Record, name: str) -> Any:
    return getattr(row._meta.get_field(name), "verbose_name", name)


def site_of(address: str) -> str:
    """The website by its host, without "www."; "" for pages on a house of many."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return "" if any(host == shared or host.endswith(f".{shared}") for shared in SHARED_SITES) else host


KINDS: dict[str, Comparable] = {
    "organisation": Comparable(Organisation, organisations, organisation_names),
}


def kind_of(record: Record) -> Comparable:
    return KINDS[str(record._meta.model_name)]
