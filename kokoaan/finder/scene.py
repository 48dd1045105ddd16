"""One need set among the facts: what all measures of it share."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kokoaan.finder.evidence import Floats, Hits, Ints, Mask, Need
from kokoaan.finder.ledger import Ledger
from kokoaan.finder.likeness import Likeness, relative
from kokoaan.finder.naming import Named, named_in
from kokoaan.finder.programmes import Outlook, signs_of
from kokoaan.finder.standpoint import standpoint
from kokoaan.places.distance import km_to_all
from kokoaan.search.similar import is_short

LEADERS = 25
# Less alike than this, beside the most similar, is not said to be on the theme.
ON_THEME = 0.2
UNSAID = 0.5


class Scene:
    """A need, what search found for it, and the facts. Arrays count in the ledger's candidates or its projects."""

    def __init__(self, need: Need, hits: Hits, ledger: Ledger, outlook: Outlook) -> None:
        self.need, self.hits, self.ledger, self.outlook = need, hits, ledger, outlook
        # A few words are near in meaning to much that is about something else.
        self.is_short = is_short(need.text)
        self.likeness = Likeness.of(hits, ledger.alive, UNSAID if self.is_short else 1.0)
        self.here = standpoint(ledger, need.place)

    @cached_property
    def able(self) -> Mask:
        """Who can have a rank: candidates of which a fact is known or which the need names, and not ourselves."""
        named = self.ledger.at[np.array(sorted(self.named.places), dtype=np.int64)]
        able = self.ledger.known.copy()
        able[named[named >= 0]] = True
        return np.asarray(able & ~self.ours)

    # What follows of where we stand alone is the same for every need that we ask.

    @property
    def ours(self) -> Mask:
        return self.here.ours

    @property
    def km(self) -> Floats:
        return self.here.km

    @property
    def home(self) -> Floats:
        return self.here.home

    @property
    def with_us(self) -> Floats:
        return self.here.with_us

    @property
    def with_home(self) -> Floats:
        return self.here.with_home

    def close(self, km: float) -> Floats:
        return self.here.close(km)

    @property
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
        # Projects whose funding no source states are of no one programme.
        stated = np.array([bool(name) for name in self.ledger.families], dtype=bool)
        return self.outlook.chances(signs_of(self), stated & (self.ledger.by_programme(self.ledger.alive) > 0))

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

    @cached_property
    def on_theme(self) -> Ints:
        """Candidates from which somebody has taken part in a project on the need."""
        return np.unique(self.ledger.place[self.likeness.both[self.ledger.project] > ON_THEME])

    @cached_property
    def led(self) -> Floats:
        """How much each project was made by the places that took part most in projects like the need."""
        votes, ledger = np.sqrt(relative(self.fitting_votes)), self.ledger
        least = np.partition(votes, -LEADERS)[-LEADERS] if len(votes) > LEADERS else 0.0
        return np.asarray((ledger.sums(np.where(votes > least, votes, 0.0)) * ledger.share * ledger.alive) ** 1.5)

    def others(self, amounts: Floats) -> Floats:
        """Return amounts with nothing for ourselves."""
        return np.where(self.ours, 0.0, amounts)
