"""What sleeps: it is called active, and nothing has happened for two years. Defined here and nowhere else.

What counts as something: it was confirmed; it was entered or changed; and the signs that higher floors add for a kind
of record (a meeting with them, a benefit written down), as far as the asker sees those.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.ages import years_before
from kokoaan.people.models import User
from kokoaan.records.models import Change, Record

YEARS = 2
ACTIVE = "active"
MEANING = _(
    "Asleep: called active, but for two years nobody has confirmed or changed it, and no meeting with them and no "
    "benefit is written down that you see."
)

# Given the asker and a day: what has happened since, as conditions of which one is enough.
Signs = Callable[[User, date], list[Exists]]
SIGNS: dict[type[Record], list[Signs]] = {}


def add_signs(model: type[Record], signs: Signs) -> None:
    """Take in signs of life of a higher floor: its app calls this once, when it is ready."""
    SIGNS.setdefault(model, []).append(signs)


def asleep(rows: QuerySet[Any], user: User, day: date) -> QuerySet[Any]:
    since = years_before(day, YEARS)
    found = rows.filter(Q(confirmed=None) | Q(confirmed__lt=since), ~Exists(changed(user, since)), status=ACTIVE)
    for signs in SIGNS.get(rows.model, ()):
        found = found.filter(*(~sign for sign in signs(user, since)))
    return found


def changed(user: User, since: date) -> QuerySet[Any]:
    """Changes of the record since a day that the asker may read; that it was entered is one."""
    begins = timezone.make_aware(datetime.combine(since, time.min))
    return Change.objects.readable_by(user).filter(record=OuterRef("uid"), changeset__at__gte=begins)
