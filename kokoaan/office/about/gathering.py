"""Ask each kind for what it holds about a subject: counted and sliced by the database, visible rows only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.kinds import KINDS
from kokoaan.office.about.subjects import Subject
from kokoaan.people.models import User

# So many rows of each kind are fetched for a page, as many as its timeline shows; so many stand in its list there.
FETCHED, LISTED = 50, 5
# Counting stops here: nobody reads a longer list, and a unit may own hundreds of thousands.
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Held:
    """What one kind holds: the latest entries, how many there are in all, and what is due."""

    kind: Kind
    entries: Sequence[Entry]
    count: int
    aside: str
    due: Sequence[Due]

    @property
    def shown(self) -> Sequence[Entry]:
        return self.entries[:LISTED]

    @property
    def counted(self) -> str:
        return told(self.count)

    @property
    def url(self) -> str:
        return f"?show={self.kind.name}"


def told(count: int) -> str:
    """A count in words; beyond what is counted it is only said that there are more."""
    shown = number_format(min(count, COUNTED), force_grouping=True)
    return shown if count <= COUNTED else _("over %(count)s") % {"count": shown}


def gathered(subject: Subject, user: User, day: date, most: int = FETCHED) -> list[Held]:
    """Every kind that holds something, with at most so many of its rows."""
    every = (held(kind, subject, user, day, most) for kind in KINDS)
    return [one for one in every if one is not None and one.count]


def held(kind: Kind, subject: Subject, user: User, day: date, most: int) -> Held | None:
    rows = kind.rows(subject, user)
    if rows is None:
        return None
    entries = [kind.entry(row, subject) for row in rows[:most]]
    if not entries:
        return None
    return Held(
        kind,
        entries,
        counted(rows) if len(entries) == most else len(entries),
        kind.aside(rows, subject, user),
        list(kind.due(rows, subject, day)),
    )


def counted(rows: QuerySet[Any]) -> int:
    return rows.order_by()[: COUNTED + 1].count()


def now(found: Iterable[Held]) -> list[Due]:
    """What matters now: what is late, then what comes first; what has no day comes last."""
    every = [due for one in found for due in one.due]
    return sorted(every, key=lambda due: (not due.is_late, due.day or "9", due.text))
