"""Two figures beside each other as bars, where both sides are numbers of the same unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# “41 %”, “1 200 homes”, “3,5 t”. A mark before three figures may mean thousands or decimals: that is no number here.
FIGURE = re.compile(
    r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,15})(?:[.,](?P<part>\d{1,2}|\d{4,9}))?(?P<unit>(?:[^\d.,].*)?)",
    re.ASCII,
)


class Bars(NamedTuple):
    """The lengths of both sides, in hundredths of the longer."""

    before: int
    after: int


def bars(before: str, after: str) -> Bars | None:
    """None where a side is no number, or the two count different things."""
    one, other = number(before), number(after)
    if one is None or other is None or one[1] != other[1]:
        return None
    most = max(one[0], other[0])
    return Bars(round(100 * one[0] / most), round(100 * other[0] / most)) if most else None


def number(typed: str) -> tuple[Decimal, str] | None:
    """The number and its unit.

    >>> number("1 200,5 homes")
    (Decimal('1200.5'), 'homes')
    >>> number("about 40 %")
    """
    read = FIGURE.fullmatch(typed.strip())
    if read is None:
        return None
    whole = "".join(read["whole"].split())
    return Decimal(f"{whole}.{read['part'] or 0}").normalize(), " ".join(read["unit"].split()).casefold()
