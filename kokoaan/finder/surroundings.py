"""Which places lie around which: pairs within reach, to spread evidence over space."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kokoaan.finder.evidence import Floats, Ints
from kokoaan.finder.tally import tally
from kokoaan.places.distance import EARTH_KM

REACH_KM = 45.0
BLOCK = 1_000


def unit_vectors(lat: Floats, lon: Floats) -> Floats:
    """Return positions as points on the unit sphere, one row each."""
    north, east = np.radians(lat), np.radians(lon)
    columns = [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]
    return np.stack(columns, axis=1)


class Surroundings:
    """Every pair of these points at most REACH_KM apart, a point with itself included."""

    def __init__(self, points: Floats) -> None:
        self.count = len(points)
        here, self.there, self.km = pairs_within(points, points, REACH_KM)
        self.starts = np.searchsorted(here, np.arange(self.count + 1))
        self.nearness: dict[float, NDArray[np.float32]] = {}

    def spread(self, amounts: Floats, km: float) -> Floats:
        """Return for each point the amounts around it, fading with distance (a bell of this width)."""
        if km not in self.nearness:
            self.nearness[km] = np.exp(-((self.km / km) ** 2) / 2).astype(np.float32)
        # Most points have nothing to spread: only the pairs of those that have are looked at.
        givers = np.nonzero(amounts)[0]
        many = self.starts[givers + 1] - self.starts[givers]
        pairs = np.repeat(self.starts[givers] - np.cumsum(many) + many, many) + np.arange(many.sum())
        given = self.nearness[km][pairs] * np.repeat(amounts[givers], many)
        return tally(self.there[pairs], given, self.count)


def pairs_within(here: Floats, there: Floats, km: float) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """Return (row here, row there, kilometres) of all pairs within km of each other."""
    found = [block_within(here[start : start + BLOCK], there, km) for start in range(0, len(here), BLOCK)]
    rows = [first + number * BLOCK for number, (first, _, _) in enumerate(found)]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate(rows), np.concatenate([f[1] for f in found]), np.concatenate([f[2] for f in found])


def block_within(here: Floats, there: Floats, km: float) -> tuple[Ints, Ints, NDArray[np.float32]]:
    cosines = here.astype(np.float32) @ there.astype(np.float32).T
    # A float32 cosine cannot tell short distances apart; it only says who is worth measuring.
    first, second = np.nonzero(cosines > np.cos(km / EARTH_KM) - 1e-6)
    chord = np.linalg.norm(here[first] - there[second], axis=1)
    apart = 2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0))
    near = apart <= km
    return first[near], second[near], apart[near].astype(np.float32)
