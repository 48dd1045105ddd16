"""A meeting is a sign of life: of a tie with those met, of a membership in the organisation met."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from kokoaan.desk.models import Meeting
from kokoaan.people.models import User


def met(user: User, since: date) -> QuerySet[Meeting]:
    """Meetings since a day, as far as user sees them."""
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(user).filter(day__gte=since)
    return rows


def with_place(user: User, since: date) -> Exists:
    return Exists(met(user, since).filter(places=OuterRef("place")))


def with_organisation(user: User, since: date) -> Exists:
    return Exists(met(user, since).filter(organisations=OuterRef("organisation")))


def of_tie(user: User, since: date) -> list[Exists]:
    return [with_place(user, since), with_organisation(user, since)]


def of_membership(user: User, since: date) -> list[Exists]:
    return [with_organisation(user, since)]
