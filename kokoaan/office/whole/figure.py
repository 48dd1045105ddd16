"""What the overall picture is made of: figures that open their rows, in sections, and what they do not cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kokoaan.lib.money import money


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the address of exactly the rows that it counts; `amount` where it says money rather than rows."""

    label: str
    count: int
    url: str
    depth: int = 0
    amount: Decimal | None = None

    @property
    def number(self) -> str:
        return str(self.count) if self.amount is None else money(self.amount)

    @property
    def size(self) -> Decimal:
        return Decimal(self.count) if self.amount is None else self.amount


@dataclass(frozen=True, slots=True)
class Section:
    """Figures of one sort, drawn as bars; `nothing` is said where there are none, `note` what they do not cover."""

    key: str
    title: str
    figures: Sequence[Figure]
    nothing: str = ""
    note: str = ""
    note_url: str = ""
    note_link: str = ""

    @property
    def bars(self) -> list[tuple[Figure, int]]:
        """Each figure with its length in hundredths of the longest."""
        longest = max((figure.size for figure in self.figures), default=Decimal(0)) or Decimal(1)
        return [(figure, round(100 * figure.size / longest)) for figure in self.figures]


@dataclass(frozen=True, slots=True)
class Line:
    """How much of the whole is known: a sentence, where its numbers come from, and the rows that it lacks."""

    said: str
    origin: str
    lacking: Figure | None = None
    origin_url: str = ""
