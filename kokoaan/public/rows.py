"""The public rows of each section, as they are today: every one of them may be seen by everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import F, Prefetch, Q, QuerySet

from kokoaan.library.showing import in_brief
from kokoaan.networks.models import Fee, MemberList, Membership, MembershipClaim
from kokoaan.organisations.models import Kind, Organisation
from kokoaan.partners.models import Tie, TieClaim
from kokoaan.projects.models import CountryProgramme, Project
from kokoaan.records.models import by_name_of
from kokoaan.strategy.models import Goal

FEW = 12
# Claims are many for a large city; a page shows so many and says how many there are.
CLAIMS = 60


class Group(NamedTuple):
    """Rows of one status, under its name; `key` names the group in the address of the page."""

    key: str
    name: str
    rows: list[Any]


def by_status(rows: Iterable[Any], statuses: Iterable[tuple[str, Any]]) -> list[Group]:
    """The rows under their statuses, in the order of the statuses; empty ones are left out."""
    kept = list(rows)
    groups = [Group(key, str(name), [row for row in kept if row.status == key]) for key, name in statuses]
    return [group for group in groups if group.rows]


def public_ties() -> QuerySet[Tie]:
    ties: QuerySet[Tie] = Tie.objects.public()
    return ties.select_related("place__country", "organisation")


def ties_by_status() -> dict[str, Any]:
    here = settings.CITY_GEONAMES_ID
    claims = TieClaim.objects.filter(Q(place=here) | Q(other=here)).select_related("place", "other")
    return {
        "groups": by_status(public_ties(), Tie.Status.choices),
        "claims": claims.order_by("source", "names")[:CLAIMS],
        "claims_in_all": claims.count(),
    }


class Belonging(NamedTuple):
    """How we belong, or belonged, to an organisation: each spell with its reasons, the current one first."""

    name: str
    spells: list[Membership]

    @property
    def status(self) -> str:
        return self.spells[0].status


def belongings() -> dict[int, Belonging]:
    """By organisation, in the order of their names."""
    found: dict[int, Belonging] = {}
    fees = Prefetch("fees", Fee.objects.public().order_by(F("year").desc(nulls_last=True), "kind", "pk"))
    rows = Membership.objects.public().select_related("organisation", "through").prefetch_related(fees)
    for one in rows:
        name = one.name_of(one.organisation)
        found.setdefault(one.organisation_id, Belonging(name, [])).spells.append(one)
    for belonging in found.values():
        belonging.spells.sort(key=lambda one: (one.status != Membership.Status.ENDED, one.begins), reverse=True)
    return found


def memberships() -> dict[str, Any]:
    claims = MembershipClaim.objects.filter(place=settings.CITY_GEONAMES_ID).select_related("network")
    return {
        "groups": by_status(belongings().values(), Membership.Status.choices),
        "claims": claims.order_by("network__name")[:CLAIMS],
        "claims_in_all": claims.count(),
    }


class Listed(NamedTuple):
    """An organisation with the lists of its members, and how we belong to it."""

    name: str
    lists: list[MemberList]
    belonging: Belonging | None


def member_lists() -> dict[str, Any]:
    lists = MemberList.objects.public().select_related("organisation")
    lists = lists.order_by(by_name_of("organisation"), "organisation_id", "as_of")
    ours, by_body = belongings(), groupby(lists, key=lambda one: one.organisation_id)
    return {"listed": [listed(list(same), ours.get(body)) for body, same in by_body]}


def listed(lists: list[MemberList], belonging: Belonging | None) -> Listed:
    return Listed(lists[0].name_of(lists[0].organisation), lists, belonging)


def own_projects() -> QuerySet[Project]:
    """Joint projects in which our city's own administration is named; its companies and universities are others."""
    own = Q(participations__place=settings.CITY_GEONAMES_ID, participations__organisation__kind=Kind.CITY)
    return Project.objects.filter(own).distinct()


def cooperation() -> dict[str, Any]:
    projects = own_projects()
    programmes = CountryProgramme.objects.public().select_related("country")
    return {
        "groups": by_status(programmes, CountryProgramme.Status.choices),
        "projects": projects.order_by("-begins", "key")[:FEW],
        "projects_in_all": projects.count(),
    }


def practices_to_learn() -> dict[str, Any]:
    brief = in_brief(FEW)
    return {"practices": brief.best, "practices_in_all": brief.count}


def hosted() -> dict[str, Any]:
    """International organisations that have their seat in our city."""
    ours = Organisation.objects.public().filter(place=settings.CITY_GEONAMES_ID, kind=Kind.INTERNATIONAL)
    return {"hosted": ours}


class Term(NamedTuple):
    """The goals of one council term, in tree order."""

    name: str
    goals: list[Goal]


def goals() -> dict[str, Any]:
    found = Goal.objects.public().select_related("successor")
    return {"terms": [Term(term, list(same)) for term, same in groupby(found, key=lambda goal: goal.term)]}


def nothing_yet() -> dict[str, Any]:
    return {}


# By section; one without rows has no entry.
ROWS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "strategy": goals,
    "partners": ties_by_status,
    "networks": memberships,
    "advocacy": member_lists,
    "cooperation": cooperation,
    "practices": practices_to_learn,
    "appeal": nothing_yet,
    "community": hosted,
}
