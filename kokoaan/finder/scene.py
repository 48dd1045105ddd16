"""One need set among the facts: what all measures of it share."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kokoaan.finder.evidence import Floats, Hits, Mask, Need
from kokoaan.finder.ledger import Ledger
from kokoaan.finder.likeness import Likeness
from kokoaan.finder.naming import Named, named_in
from kokoaan.finder.programmes import Outlook, signs_of
from kokoaan.places.distance import km_to_all

FAR = 9_000.0


class Scene:
    """A need, what search found for it, and the facts. Arrays count in the ledger's candidates or its projects."""

    def __init__(self, need: Need, hits: Hits, ledger: Ledger, outlook: Outlook) -> None:
        self.need, self.hits, self.ledger, self.outlook = need, hits, ledger, outlook
        self.likeness = Likeness.of(hits, ledger.alive)

    @cached_property
    def ours(self) -> Mask:
        """Which candidate is our own place."""
        return np.asarray(self.ledger.rows == (-1 if self.need.place is None else self.need.place))

    @cached_property
    def able(self) -> Mask:
        """Who can have a rank: candidates of which a fact is known or which the need names, and not ourselves."""
        named = self.ledger.at[np.array(sorted(self.named.places), dtype=np.int64)]
        able = self.ledger.known.copy()
        able[named[named >= 0]] = True
        return np.asarray(able & ~self.ours)

    @cached_property
    def km(self) -> Floats:
        """Distance of each candidate from us; FAR from everything when nobody says where we are."""
        if self.need.place is None:
            return np.full(self.ledger.count, FAR)
        places, rows = self.ledger.base.places, self.ledger.rows
        here = float(places.lat[self.need.place]), float(places.lon[self.need.place])
        return np.where(self.ours, 0.0, km_to_all(here, places.lat[rows], places.lon[rows]))

    @cached_property
    def home(self) -> Floats:
        """1 for a candidate in our country."""
        if self.need.place is None:
            return np.zeros(self.ledger.count)
        own = self.ledger.country_of_place[self.need.place]
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
        return self.ledger.presence(np.exp(-((self.km / km) ** 2) / 2)) * self.ledger.alive

    @cached_property
    def close_30(self) -> Floats:
        return self.close(30.0)

    @cached_property
    def bond(self) -> Floats:
        """How much each project has to do with where we are: near, not far, or at least in our country."""
        return self.close_30 + 0.3 * self.close(120.0) + 0.05 * self.with_home

    @cached_property
    def named(self) -> Named:
        return named_in(self.need.text, self.ledger.base, self.ledger.regions.keys())

    @cached_property
    def near_named(self) -> Floats:
        """How near each candidate is to a place that the need names, 1 to 0."""
        places = self.ledger.base.places
        near = np.zeros(self.ledger.count)
        for row in self.named.places:
            here = float(places.lat[row]), float(places.lon[row])
            km = km_to_all(here, places.lat[self.ledger.rows], places.lon[self.ledger.rows])
            near = np.maximum(near, np.exp(-((km / 25.0) ** 2) / 2))
        return near

    @cached_property
    def programmes(self) -> Floats:
        """How likely each family of programmes is to be the one for such a need at such a place."""
        return self.outlook.chances(signs_of(self), self.ledger.by_programme(self.ledger.alive) > 0)

    @cached_property
    def funding(self) -> Floats:
        """How likely the programme of each project is, 0 for a project that does not count."""
        return np.asarray(self.programmes[self.ledger.programme] * self.ledger.alive)

    @cached_property
    def fitting(self) -> Floats:
        """Weight of each project as a model for this need: its programme, its theme and where it was, together."""
        return np.asarray(self.funding * (0.05 + self.likeness.both) * (0.03 + self.bond))

    @cached_property
    def fitting_votes(self) -> Floats:
        votes = self.ledger.votes(self.fitting * self.ledger.share)
        return np.where(self.ours, 0.0, votes)

    def others(self, amounts: Floats) -> Floats:
        """Return amounts with nothing for ourselves."""
        return np.where(self.ours, 0.0, amounts)
