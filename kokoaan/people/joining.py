"""Taking people and units into circles and out of them. Rows are added and ended, never deleted: they are the log."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kokoaan.people.models import Circle, CircleMember, Unit, User

VERB = "people.change_circle"


def join(circle: Circle, member: User | Unit, by: User, day: date | None = None, reason: str = "") -> CircleMember:
    """Take a person, or a unit with its subunits, into circle from day on. An open membership is returned as it is.

    Raises PermissionDenied unless `by` may change circles. That verb gives no sight: who must read joins by name, and
    the row says who let them in and why.
    """
    check(by)
    day = day or timezone.localdate()
    whose = {"user": member} if isinstance(member, User) else {"unit": member}
    with transaction.atomic():
        # Held, so that two at once do not both take the member in.
        Circle.objects.select_for_update().get(pk=circle.pk)
        now = CircleMember.objects.open_on(day).filter(circle=circle, **whose).first()
        return now or CircleMember.objects.create(circle=circle, begins=day, added_by=by, reason=reason, **whose)


def leave(circle: Circle, member: User | Unit, by: User, day: date | None = None) -> int:
    """End member's open memberships of circle, so that day is the first without sight. Returns how many ended."""
    check(by)
    day = day or timezone.localdate()
    whose = Q(user=member) if isinstance(member, User) else Q(unit=member)
    still = CircleMember.objects.filter(whose, Q(ends=None) | Q(ends__gte=day), circle=circle)
    return still.update(ends=day - timedelta(days=1), ended_by=by, ended_at=timezone.now())


def check(by: User) -> None:
    if not by.has_perm(VERB):
        raise PermissionDenied
