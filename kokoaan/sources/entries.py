"""What a reader says it found: plain values, as the source has them. Nothing here knows the database."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kokoaan.lib.text import Version


class Where(NamedTuple):
    """Where something is, as a source writes it; `geonames` and the position only if the source gives them.

    A town that was read out of an organisation's name (`from_name`) counts only if a place is called just so.
    """

    town: str = ""
    country: str = ""  # ISO 3166 alpha-2
    region: str = ""
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    from_name: bool = False


NOWHERE = Where()


class ProjectEntry(NamedTuple):
    key: str
    acronym: str = ""
    programme: str = ""
    title: Mapping[str, Version] = {}
    summary: Mapping[str, Version] = {}
    results: Mapping[str, Version] = {}
    themes: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    budget: Decimal | None = None
    url: str = ""
    stage: str = ""


class OrganisationEntry(NamedTuple):
    """An organisation as the source names it; an empty key is made from the name and the country.

    `otherwise` is its kind if no place is found for it, where the kind hangs on that.
    """

    key: str
    name: str
    kind: str
    where: Where = NOWHERE
    otherwise: str = ""


class ParticipationEntry(NamedTuple):
    """`organisation` took part in the project with the key `project`."""

    key: str
    project: str
    organisation: OrganisationEntry
    role: str
    where: Where


class NetworkEntry(NamedTuple):
    key: str
    name: str
    acronym: str = ""
    aims: Mapping[str, Version] = {}
    themes: tuple[str, ...] = ()
    seat: str = ""
    founded: str = ""
    url: str = ""


class MembershipEntry(NamedTuple):
    key: str
    network: str
    member: str
    where: Where
    entity: str = ""
    level: str = ""
    since: str = ""
    collected: str = ""


class TieEntry(NamedTuple):
    """The source claims that two places are twinned."""

    key: str
    names: str
    one: Where
    other: Where
    collected: str = ""


class ConceptEntry(NamedTuple):
    key: str
    label: Mapping[str, Version]
    is_place: bool = False


class News(NamedTuple):
    """Something a person should hear: a column nobody has decided about, a row that had to be repaired."""

    text: str


class Whole(NamedTuple):
    """The files show all of this part of the source, so what they lack is absent there (see Source.part)."""

    part: str


Entry = ProjectEntry | ParticipationEntry | NetworkEntry | MembershipEntry | TieEntry | ConceptEntry | News | Whole
