"""The facts as seen from one place: what all needs that are asked from there share."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kokoaan.finder.evidence import Floats, Mask
from kokoaan.finder.ledger import Ledger
from kokoaan.places.distance import km_to_all

FAR = 9_000.0
# So many places are kept at hand with a ledger: those who ask are few.
KEPT = 20


class Standpoint:
    """Arrays count in the ledger's candidates or its projects; `place` is a row of Places, None when nobody says."""

    def __init__(self, ledger: Ledger, place: int | None) -> None:
        self.ledger, self.place = ledger, place
        self.closeness: dict[float, Floats] = {}

    @cached_property
    def ours(self) -> Mask:
        """Which candidate is our own place."""
        return np.asarray(self.ledger.rows == (-1 if self.place is None else self.place))

    @cached_property
    def km(self) -> Floats:
        """Distance of each candidate from us; FAR from everything when nobody says where we are."""
        if self.place is None:
            return np.full(self.ledger.count, FAR)
        places, rows = self.ledger.base.places, self.ledger.rows
        here = float(places.lat[self.place]), float(places.lon[self.place])
        return np.where(self.ours, 0.0, km_to_all(here, places.lat[rows], places.lon[rows]))

    @cached_property
    def home(self) -> Floats:
        """1 for a candidate in our country."""
        if self.place is None:
            return np.zeros(self.ledger.count)
        own = self.ledger.country_of_place[self.place]
        return np.asarray(self.ledger.country == own, dtype=np.float64)

    @cached_property
    def with_us(self) -> Floats:
        """1 for a project in which somebody from our place took part."""
        return self.ledger.presence(self.ours.astype(np.float64)) * self.ledger.alive

    @cached_property
    def with_home(self) -> Floats:
        """1 for a project in which our country took part."""
        return self.ledger.presence(self.home) * self.ledger.alive

    def close(self, km: float) -> Floats:
        """How close to us each project came: 1 when we or a neighbour took part, fading with distance."""
        if km not in self.closeness:
            self.closeness[km] = self.ledger.presence(np.exp(-((self.km / km) ** 2) / 2)) * self.ledger.alive
        return self.closeness[km]


def standpoint(ledger: Ledger, place: int | None) -> Standpoint:
    """The standpoint, made once while the ledger lasts; the one that nobody has asked for longest makes room."""
    kept = ledger.standpoints
    found = kept.pop(place, None) or Standpoint(ledger, place)
    kept[place] = found
    if len(kept) > KEPT:
        kept.pop(next(iter(kept)))
    return found
