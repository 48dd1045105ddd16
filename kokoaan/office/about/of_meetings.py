"""Whom of them we met, what was promised, and needs for which they are considered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.desk.models import Meeting
from kokoaan.finder.candidacy import ORGANISATION, PLACE
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Stage
from kokoaan.lib.days import written
from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.identities import identities_of
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.reviewing import SHOWN
from kokoaan.office.about.subjects import Subject
from kokoaan.office.waiting import by_when
from kokoaan.people.models import User

# Meetings are linked to places and organisations through tables of their own.
AT: Any = Meeting.places.through
WITH: Any = Meeting.organisations.through
WHOM: Any = Meeting.people.through


def met(places: Q, organisations: Any) -> Q:
    with_them = WITH.objects.filter(organisation__in=organisations).values("meeting")
    return Q(pk__in=AT.objects.filter(places).values("meeting")) | Q(pk__in=with_them)


LINKS = {
    "place": lambda subject, user: met(Q(place=subject.pk), subject.there(user)),
    "country": lambda subject, user: met(Q(place__country=subject.pk), subject.there(user)),
    "organisation": lambda subject, user: Q(pk__in=WITH.objects.filter(organisation=subject.pk).values("meeting")),
    "person": lambda subject, user: Q(pk__in=WHOM.objects.filter(person=subject.pk).values("meeting")),
}


def meetings(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Meeting, subject, user, LINKS, order="-day")


def meeting(row: Meeting, subject: Subject) -> Entry:
    return Entry(
        key=f"meeting:{row.pk}",
        name=capfirst(_("meeting: %(who)s") % {"who": Truncator(row.who).chars(60)}),
        note=Truncator(row.about).chars(120),
        url=reverse("meeting:inspect", args=[row.pk]),
        begins=row.day.isoformat(),
        is_moment=True,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
    )


def steps(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    """Next steps that are not done, late ones first, and meetings to come."""
    for row in rows.waiting().by_next_step()[:SHOWN]:  # type: ignore[attr-defined]
        late = bool(row.next_by and row.next_by < day)
        note = f"{by_when(row.next_by, day)} · {Truncator(row.who).chars(60)}"
        url, by = reverse("meeting:inspect", args=[row.pk]), row.next_by.isoformat() if row.next_by else ""
        yield Due(text=row.next_step, note=note, url=url, day=by, is_late=late)
    for row in rows.filter(day__gt=day).order_by("day", "pk")[:SHOWN]:
        text = _("Meeting on %(day)s") % {"day": written(row.day)}
        url = reverse("meeting:inspect", args=[row.pk])
        yield Due(text=text, note=Truncator(row.who).chars(80), url=url, day=row.day.isoformat())


MEETINGS = Kind(
    name="meetings", title=gettext_lazy("Meetings"), rows=meetings, entry=meeting, due=steps, is_drawn=False
)


def shortlisted(keys: Iterable[str]) -> Q:
    """Needs on whose shortlist one of these candidates stands: a key has quotation marks about it in the column."""
    held = Q(pk__in=())
    for key in keys:
        held |= Q(listed__contains=f'"{key}"')
    return held


LISTED = {
    "place": lambda subject, user: shortlisted([f"{PLACE}{subject.pk}"]),
    "organisation": lambda subject, user: shortlisted(ORGANISATION + one for one in identities_of(subject.row)),
}


def needs(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind not in LISTED:
        return linked(Need, subject, user, {}, order="-opened")
    rows = linked(Need, subject, user, {subject.kind: lambda subject, user: Q()}, order="-opened")
    if rows is None:
        return None
    link = LISTED[subject.kind](subject, user)
    found: QuerySet[Any] = rows.annotate(listed=Cast("shortlist", TextField())).filter(link)
    return found


def need(row: Need, subject: Subject) -> Entry:
    return Entry(
        key=f"need:{row.pk}",
        name=str(row),
        note=_("need, %(stage)s") % {"stage": row.get_stage_display()},
        url=reverse("need:inspect", args=[row.pk]),
        begins=row.opened.isoformat(),
        status=row.stage,
        is_moment=True,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
    )


def open_needs(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    for row in rows.filter(stage__in=(Stage.OPEN, Stage.CONTACTED)).order_by("deadline", "pk")[:SHOWN]:
        late = bool(row.deadline and row.deadline < day)
        words = (
            _("considered for this need")
            if subject.kind in LISTED
            else _("need, %(stage)s") % {"stage": row.get_stage_display()}
        )
        note = f"{words} · {by_when(row.deadline, day)}" if row.deadline else words
        by = row.deadline.isoformat() if row.deadline else ""
        yield Due(text=str(row), note=note, url=reverse("need:inspect", args=[row.pk]), day=by, is_late=late)


NEEDS = Kind(name="needs", title=gettext_lazy("Needs"), rows=needs, entry=need, due=open_needs)
