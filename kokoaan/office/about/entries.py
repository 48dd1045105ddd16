"""One row as every part of the page shows it: in its list, on the timeline, in the relation picture and its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from kokoaan.lib.days import spanning, written
from kokoaan.office.about.subjects import Subject
from kokoaan.people.models import Unit, User
from kokoaan.strategy.models import Goal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# How a line or a bar is drawn, by status; what is not here is drawn as active.
DRAWN = {
    "suspended": "suspended",
    "dormant": "past",
    "ended": "past",
    "unknown": "past",
    "dropped": "past",
    "claim": "claim",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`key` names the row on the page; `begins` and `ends` are partial dates, as exact as they are known."""

    key: str
    name: str
    note: str = ""
    url: str = ""
    begins: str = ""
    ends: str = ""
    status: str = "active"
    # Something of one day, and not from a day to another.
    is_moment: bool = False
    # Whether it is between the subject and us; a project without us is listed, and not drawn.
    is_ours: bool = True
    is_example: bool = False
    owner: Unit | None = None
    goals: tuple[Goal, ...] = ()
    # Keys of other rows that it is connected with, where those are on the page too.
    others: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""

    @property
    def drawn(self) -> str:
        return DRAWN.get(self.status, "active")

    @property
    def when(self) -> str:
        if self.is_moment or not (self.begins or self.ends):
            return written(self.begins)
        return spanning(self.begins, self.ends) if self.begins else written(self.ends)

    @property
    def is_running(self) -> bool:
        """It has begun, and nothing says that it is over."""
        return bool(self.begins) and not self.ends and not self.is_moment and self.drawn in {"active", "suspended"}

    @property
    def is_dated(self) -> bool:
        return bool(self.begins or self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that matters now. `day` is a partial date by which the most urgent comes first."""

    text: str
    note: str
    url: str
    day: str = ""
    is_late: bool = False


def no_due(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    return ()


def no_aside(rows: QuerySet[Any], subject: Subject, user: User) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record or fact that the page tells of: one line of the table in kinds.py.

    `rows` gives those about the subject that the reader sees, latest first, with what `entry` needs; None where the
    kind has nothing to do with such a subject. `due` is what of them matters now; `aside` a word beside the count.
    """

    name: str
    title: StrOrPromise
    rows: Callable[[Subject, User], QuerySet[Any] | None]
    entry: Callable[[Any, Subject], Entry]
    due: Callable[[QuerySet[Any], Subject, date], Iterable[Due]] = no_due
    aside: Callable[[QuerySet[Any], Subject, User], str] = no_aside
    is_drawn: bool = True
    is_timed: bool = True
    # What a list of claims says before its rows.
    lead: StrOrPromise = ""
