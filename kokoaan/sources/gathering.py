"""From what a reader found to rows of facts: organisations identified, places resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kokoaan.sources.entries import (
    ConceptEntry,
    Entry,
    MembershipEntry,
    NetworkEntry,
    News,
    OrganisationEntry,
    ParticipationEntry,
    ProjectEntry,
    TieEntry,
    Where,
    Whole,
)
from kokoaan.sources.errors import SourceChanged
from kokoaan.sources.facts import Values
from kokoaan.sources.keys import identity_of
from kokoaan.sources.whereabouts import Whereabouts

Rows = dict[str, Values]


@dataclass(slots=True)
class Found:
    """All that a reader found, by kind."""

    projects: list[ProjectEntry] = field(default_factory=list)
    participations: list[ParticipationEntry] = field(default_factory=list)
    networks: list[NetworkEntry] = field(default_factory=list)
    memberships: list[MembershipEntry] = field(default_factory=list)
    ties: list[TieEntry] = field(default_factory=list)
    concepts: list[ConceptEntry] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        return {kind: len(getattr(self, kind)) for kind in KIND_OF.values()}


KIND_OF: dict[type[Entry], str] = {
    ProjectEntry: "projects",
    ParticipationEntry: "participations",
    NetworkEntry: "networks",
    MembershipEntry: "memberships",
    TieEntry: "ties",
    ConceptEntry: "concepts",
}


def gather(entries: Iterable[Entry]) -> Found:
    found = Found()
    into = {type_: getattr(found, kind) for type_, kind in KIND_OF.items()}
    for entry in entries:
        if isinstance(entry, News):
            found.news.append(entry.text)
        elif isinstance(entry, Whole):
            found.whole.add(entry.part)
        else:
            into[type(entry)].append(entry)
    return found


def rows_of(found: Found, places: Whereabouts) -> dict[str, Rows]:
    """Return the rows of each table, by key, with places; in the order of facts.TABLES."""
    places.learn(set(wheres(found)))
    organisations = identified(found.participations)
    return {
        "projects": keyed((entry.key, project_values(entry)) for entry in found.projects),
        "organisations": {key: organisation_values(entry, places) for key, entry in organisations.items()},
        "participations": keyed(participation_rows(found.participations, places)),
        "networks": keyed((entry.key, network_values(entry)) for entry in found.networks),
        "memberships": keyed((entry.key, membership_values(entry, places)) for entry in found.memberships),
        "ties": keyed((entry.key, tie_values(entry, places)) for entry in found.ties),
        "concepts": keyed((entry.key, (dict(entry.label), entry.is_place)) for entry in found.concepts),
    }


def keyed(rows: Iterable[tuple[str, Values]]) -> Rows:
    """Return rows by key; stop at a key that comes twice with different values."""
    found: Rows = {}
    for key, values in rows:
        if len(key) > 300:
            raise SourceChanged(_("The key “%(key)s…” is longer than 300 characters.") % {"key": key[:80]})
        if found.setdefault(key, values) != values:
            raise SourceChanged(
                _("“%(key)s” is there twice, with different values. Remove one of them.") % {"key": key}
            )
    return found


def project_values(entry: ProjectEntry) -> Values:
    return (
        entry.acronym[:250],
        entry.programme[:200],
        dict(entry.title),
        dict(entry.summary),
        dict(entry.results),
        list(entry.themes),
        list(entry.objectives),
        entry.begins,
        entry.ends,
        entry.budget,
        entry.url[:500],
        str(entry.stage),
    )


def organisation_key(entry: OrganisationEntry) -> str:
    return entry.key or identity_of(entry.name, entry.where.country)


def identified(entries: Iterable[ParticipationEntry]) -> dict[str, OrganisationEntry]:
    """Return one entry for each organisation: as most rows name it; of equals, whatever the order of rows, the same."""
    votes = Counter(entry.organisation for entry in entries)
    best: dict[str, tuple[int, OrganisationEntry]] = {}
    for organisation, count in votes.items():
        key = organisation_key(organisation)
        if key not in best or rank(count, organisation) > rank(*best[key]):
            best[key] = (count, organisation)
    return {key: organisation for key, (_count, organisation) in best.items()}


def rank(count: int, entry: OrganisationEntry) -> tuple[int, str]:
    return count, repr(entry)


def organisation_values(entry: OrganisationEntry, places: Whereabouts) -> Values:
    place, _reason = places.place(entry.where)
    country = places.country(entry.where.country)
    kind = entry.kind if place else entry.otherwise or entry.kind
    return entry.name[:500], identity_of(entry.name, entry.where.country), str(kind), place, country


def participation_rows(entries: Iterable[ParticipationEntry], places: Whereabouts) -> Iterator[tuple[str, Values]]:
    for key, project, organisation, role, where in entries:
        place, reason = places.place(where)
        # What was read out of a name and is no place was not written as a town.
        town = "" if where.from_name and not place else where.town[:200]
        region = where.region[:300]
        yield key, (project, organisation_key(organisation), place, str(role), town, region, reason)


def network_values(entry: NetworkEntry) -> Values:
    themes = list(entry.themes)
    name, acronym, seat = entry.name[:300], entry.acronym[:60], entry.seat[:200]
    return name, acronym, dict(entry.aims), themes, seat, entry.founded, entry.url[:500]


def membership_values(entry: MembershipEntry, places: Whereabouts) -> Values:
    place, reason = places.place(entry.where)
    member, entity, level = entry.member[:300], entry.entity[:60], entry.level[:60]
    return entry.network, member, entity, place, level, entry.since, entry.collected, reason


def tie_values(entry: TieEntry, places: Whereabouts) -> Values:
    one, other = (places.place(where) for where in (entry.one, entry.other))
    reasons = [
        f"{where.town}: {reason}" for where, (_place, reason) in ((entry.one, one), (entry.other, other)) if reason
    ]
    return one[0], other[0], entry.names[:400], entry.collected, "; ".join(reasons)[:300]


def wheres(found: Found) -> Iterator[Where]:
    yield from (entry.where for entry in found.participations)
    yield from (entry.where for entry in found.memberships)
    for tie in found.ties:
        yield from (tie.one, tie.other)
