"""What the finder answers: matches, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Order(StrEnum):
    """LIKELY: who would probably join. FRESH: who knows most about it, anywhere, whether we know them or not."""

    LIKELY = "likely"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Detail:
    """One project behind a piece of evidence: rows of Projects and Organisations (-1: not known)."""

    project: int
    organisation: int
    lead: bool
    because: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The points that one rule gives, the sentence that says why, and an address where it can be checked."""

    rule: str
    points: float
    because: str
    details: tuple[Detail, ...] = ()
    link: str = ""
    # Of a tie of ours: where it stands, so that a page can show a suspended one for what it is, and its row.
    status: str = ""
    tie: int = 0
    # Whether it only says what is not known.
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A place (a row of Places, -1: not known) or an organisation of a place (a row of Organisations)."""

    place: int
    score: float
    evidence: tuple[Evidence, ...]
    not_known: tuple[str, ...] = field(default=())
    organisation: int = -1
