"""Where regions lie, learnt from the plain towns in them."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median
from typing import NamedTuple

from kokoaan.lib.fold import fold
from kokoaan.places.distance import Position, km_between

# "DEG01  / Erfurt" or "FI1B1": a NUTS code, perhaps with a name after it.
NUTS = re.compile(r"\s*([A-Z]{2}[0-9A-Z]{1,3})\s*(?:/|$)")


class Surroundings(NamedTuple):
    """Around a position: what lies within `km` of it is inside."""

    position: Position
    km: float

    def hold(self, other: Position, times: float = 1.0) -> bool:
        """Say whether a position is inside, or inside so many times the reach."""
        return km_between(self.position, other) <= self.km * times


class Regions:
    """Regions by country and NUTS code or name; a code not met is sought at the level above."""

    def __init__(self) -> None:
        self.positions: dict[tuple[str, str], list[Position]] = defaultdict(list)
        self.found: dict[tuple[str, str], Surroundings] = {}

    def learn(self, country: str, region: str, position: Position) -> None:
        """Note that a place at this position lies in the region."""
        for key in keys(region):
            self.positions[country, key].append(position)
        self.found.clear()

    def where(self, country: str, region: str) -> Surroundings | None:
        """Return where the region lies, when it has been learnt."""
        for key in keys(region):
            if positions := self.positions.get((country, key)):
                if (country, key) not in self.found:
                    self.found[country, key] = around(positions)
                return self.found[country, key]
        return None


def keys(region: str) -> list[str]:
    """Return what a region is known by, narrowest first.

    >>> keys("DEG01 / Erfurt"), keys("Uusimaa")
    (['DEG01', 'DEG0', 'DEG'], ['uusimaa'])
    """
    if code := NUTS.match(region):
        return [code[1][:length] for length in range(len(code[1]), 2, -1)]
    return [fold(region)] if fold(region) else []


def around(positions: list[Position]) -> Surroundings:
    """Return the middle of positions and a reach that holds most of them with room to spare."""
    middle = median(p[0] for p in positions), median(p[1] for p in positions)
    distances = sorted(km_between(middle, position) for position in positions)
    usual = distances[int(0.8 * (len(distances) - 1))]
    return Surroundings(middle, min(max(2 * usual, 80.0), 400.0))
