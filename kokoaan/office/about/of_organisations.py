"""Organisations that we know there, and goals that belong to a goal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.office.about.entries import Entry, Kind
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.subjects import Subject
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Unit, User
from kokoaan.records.pages import about_url
from kokoaan.strategy.models import Goal

LINKS = {
    "place": lambda subject, user: Q(place=subject.pk),
    "country": lambda subject, user: Q(place__country=subject.pk),
    "organisation": lambda subject, user: Q(parent=subject.pk),
}


def organisations(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Organisation, subject, user, LINKS, "place", order="name")


def organisation(row: Organisation, subject: Subject) -> Entry:
    place = "" if subject.kind == "place" or row.place is None else str(row.place)
    return Entry(
        key=f"organisation:{row.pk}",
        name=row.name,
        note=" · ".join(part for part in (row.get_kind_display(), place) if part),
        url=about_url(row),
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
    )


ORGANISATIONS = Kind(
    name="organisations", title=gettext_lazy("Organisations"), rows=organisations, entry=organisation, is_timed=False
)

AROUND = {"goal": lambda subject, user: Q(parent=subject.pk) | Q(successor=subject.pk)}


def goals(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind != "goal":
        return None
    rows = linked(Goal, subject, user, AROUND)
    return rows.order_by("-term", "path", "pk") if rows is not None else None


def goal(row: Goal, subject: Subject) -> Entry:
    part = row.parent_id == subject.pk
    return Entry(
        key=f"goal:{row.pk}",
        name=str(row),
        note=_("a part of it") if part else _("the goal of %(term)s that it continues") % {"term": row.term},
        url=about_url(row),
    )


GOALS = Kind(name="goals", title=gettext_lazy("Goals"), rows=goals, entry=goal, is_timed=False)


def units(subject: Subject, user: User) -> QuerySet[Any] | None:
    return Unit.objects.filter(parent=subject.pk).order_by("path") if subject.kind == "unit" else None


def unit(row: Unit, subject: Subject) -> Entry:
    return Entry(key=f"unit:{row.pk}", name=str(row), note=_("a part of it"), url=about_url(row))


UNITS = Kind(name="units", title=gettext_lazy("Units"), rows=units, entry=unit, is_timed=False)
