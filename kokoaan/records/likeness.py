"""Whether a record that is being added is there already; a higher floor says for which kinds it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kokoaan.people.models import User
from kokoaan.records.models import Record


@dataclass(frozen=True, slots=True)
class Like:
    """A record that the person sees and that may be the same, and why, in sentences."""

    record: Record
    why: Sequence[str]


# Asked about many records at once, and about more later: what was read for some is remembered for the next.
Asking = Callable[[Sequence[Record]], Sequence[Sequence[Like]]]


@dataclass(frozen=True, slots=True)
class Finder:
    """For one kind: who may be the same as a person sees them, as records and as the fields of one that is being typed;
    where that is asked; the page that compares one record, for kinds that are merged.
    """

    asking: Callable[[User], Asking]
    typed: Callable[[Mapping[str, str], User], Sequence[Like]]
    typed_fields: tuple[str, ...]
    typed_address: Callable[[], str]
    page: Callable[[Record], str] | None = None


FINDERS: dict[type[Record], Finder] = {}


def add_finder(model: type[Record], finder: Finder) -> None:
    """Take in who knows the likes of a kind of record: its app calls this once, when it is ready."""
    FINDERS[model] = finder


def likes_of(record: Record, user: User) -> Sequence[Like]:
    """Records like this one, which may not be saved yet; none of a kind that nobody compares."""
    finder = FINDERS.get(type(record))
    return finder.asking(user)([record])[0] if finder else ()
