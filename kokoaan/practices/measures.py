"""Figures in the words of a result, where two of them can be drawn beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Thousands in groups of three behind spaces, or plain digits; then decimals. "1,200" is read two ways: not at all.
FIGURE = re.compile(r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<part>\d+))?")


@dataclass(frozen=True, slots=True)
class Bars:
    """Before and after in hundredths of the larger of them."""

    before: int
    after: int


def bars(before: str, after: str) -> Bars | None:
    """What can be drawn of a result: None unless both sides are one number of one unit, and neither is below zero."""
    one, other = measure(before), measure(after)
    if one is None or other is None or one[1] != other[1] or not (most := max(one[0], other[0])):
        return None
    return Bars(round(100 * one[0] / most), round(100 * other[0] / most))


def measure(words: str) -> tuple[float, str] | None:
    """The one number in words, and all that stands around it.

    >>> measure("1 200,5 t")
    (1200.5, 't')
    >>> measure("41 % in 2019")
    """
    found = list(FIGURE.finditer(words))
    if len(found) != 1 or len(found[0]["part"] or "") == 3:
        return None
    before, after = words[: found[0].start()], words[found[0].end() :]
    if before.rstrip().endswith(("-", "−", "–")):
        return None
    whole = "".join(letter for letter in found[0]["whole"] if letter.isdigit())
    return float(f"{whole}.{found[0]['part'] or 0}"), " ".join(f"{before} {after}".split()).casefold()
