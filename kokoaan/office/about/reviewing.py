"""Reviews of records that say when they are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kokoaan.lib.days import written
from kokoaan.office.about.entries import Due

# What comes within half a year is said; so many of one sort are.
AHEAD = timedelta(days=183)
SHOWN = 4


def reviews(rows: QuerySet[Any], name: str, day: date) -> Iterable[Due]:
    """The reviews that are due, or will be within half a year."""
    soon = rows.filter(review__gt="", review__lte=(day + AHEAD).isoformat()).order_by("review", "pk")
    for row in soon[:SHOWN]:
        late = row.review <= day.isoformat()
        note = _("review was due %(day)s") if late else _("review due %(day)s")
        url = reverse(f"{name}:inspect", args=[row.pk])
        yield Due(text=str(row), note=note % {"day": written(row.review)}, url=url, day=row.review, is_late=late)
