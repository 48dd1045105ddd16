"""Practices of our register: what works there, what we found there, and who takes it over from whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.reviewing import reviews
from kokoaan.office.about.subjects import Subject
from kokoaan.people.models import User
from kokoaan.practices.models import Adoption, Practice, PracticePartner


def told_by(parts: Any, user: User, link: Q) -> Q:
    """Practices one of whose parts says so."""
    return Q(pk__in=parts.objects.visible_to(user).filter(link).order_by().values("practice"))


def at(places: Q, bodies: Any, user: User) -> Q:
    """Of a place or a body there: theirs, made with them, or taken over by them."""
    partners = told_by(PracticePartner, user, Q(organisation__in=bodies))
    return places | Q(organisation__in=bodies) | partners | told_by(Adoption, user, places | Q(organisation__in=bodies))


def of_unit(subject: Subject, user: User) -> Q:
    adopted = told_by(Adoption, user, Q(unit__in=subject.units))
    return Q(owner__in=subject.units) | Q(needed_by__in=subject.units) | adopted


LINKS = {
    "place": lambda subject, user: at(Q(place=subject.pk), subject.there(user), user),
    "country": lambda subject, user: at(Q(place__country=subject.pk), subject.there(user), user),
    "organisation": lambda subject, user: at(Q(pk__in=()), [subject.pk], user),
    "unit": of_unit,
}


def practices(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Practice, subject, user, LINKS, order="-begins")


def practice(row: Practice, subject: Subject) -> Entry:
    words = _("practice of ours") if row.origin == Practice.Origin.OURS else _("practice found elsewhere")
    told = (words, row.get_stage_display(), row.get_verdict_display())
    return Entry(
        key=f"ownpractice:{row.pk}",
        name=str(row),
        note=" · ".join(str(one) for one in told if one),
        url=reverse("practice:inspect", args=[row.pk]),
        begins=row.begins,
        ends=row.ends,
        status="ended" if row.stage == Practice.Stage.ENDED else "active",
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
    )


def due(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    return reviews(rows, "practice", day)


OWN_PRACTICES = Kind(
    name="ownpractices", title=gettext_lazy("Practices in our register"), rows=practices, entry=practice, due=due
)
