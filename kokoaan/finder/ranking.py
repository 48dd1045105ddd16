"""Rank partners for a need, in one of two orders, each with its evidence.

Everything comes from values: nothing here reads the database, a clock or a request.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from kokoaan.finder import bodies, fresh
from kokoaan.finder.curves import Weights, weights
from kokoaan.finder.evidence import Floats, Hits, Ints, Kind, Mask, Need
from kokoaan.finder.ledger import Ledger
from kokoaan.finder.matches import Evidence, Match, Order
from kokoaan.finder.measures import MEASURES
from kokoaan.finder.narrowing import EVERYWHERE, Narrowing, allowed_bodies, allowed_places
from kokoaan.finder.rules import RULE_OF, RULES
from kokoaan.finder.scene import Scene
from kokoaan.finder.wording import PlaceName

NOTHING = -np.inf
# How much of the fresh order's points a short need adds to the likely order's.
SHORT = 0.5


def rank(
    need: Need,
    ledger: Ledger,
    hits: Hits,
    order: Order = Order.LIKELY,
    *,
    narrowing: Narrowing = EVERYWHERE,
    wanted: Collection[Kind] = (),
    most: int | None = None,
) -> Ranking:
    """Rank candidate places for a need. Without any fact a place has no rank; we ourselves have none.

    With `most`, only as many places are told apart, and the places of organisations of the wanted kinds.
    """
    table = weights()
    scene = Scene(need, hits, ledger, table.outlook)
    places = allowed_places(scene, narrowing)
    ranked = scene.able & places[ledger.rows]
    if order == Order.FRESH:
        return Ranking(scene, order, fresh.points(scene), ranked, allowed_bodies(ledger.base, places, narrowing))
    # The weights were fitted on long texts. A few words say little to most measures: what is known of them counts more.
    rows, points = likely_points(scene, table, ranked, needed(scene, wanted), None if scene.is_short else most)
    if scene.is_short:
        points["theme"] = points["theme"] + SHORT * fresh.points(scene)["theme"]
    told = np.zeros(ledger.count, dtype=bool)
    told[rows] = True
    ranked &= told
    return Ranking(scene, order, points, ranked, allowed_bodies(ledger.base, places, narrowing))


def likely_points(
    scene: Scene, table: Weights, ranked: Mask, needed: Mask, most: int | None
) -> tuple[Ints, dict[str, Floats]]:
    """Return those who may be among the best, or are needed, and their points by rule; a pair gives half to each."""
    able = np.nonzero(ranked | needed)[0]
    steps = table.steps({name: MEASURES[name](scene)[able] for name in sorted(table.grid)})
    if most is not None:
        among = np.nonzero(ranked[able])[0]
        best = table.contenders({name: each[among] for name, each in steps.items()}, most)
        stay = np.union1d(among[best], np.nonzero(needed[able])[0])
        able, steps = able[stay], {name: each[stay] for name, each in steps.items()}
    points = {rule: np.zeros(len(able)) for rule in RULES}
    for measures, given in table.given(steps):
        for measure in measures:
            points[RULE_OF[measure]] += given / len(measures)
    return able, {rule: spread_over(able, given, scene.ledger.count) for rule, given in points.items()}


def needed(scene: Scene, kinds: Collection[Kind]) -> Mask:
    """Candidates whose points count for an organisation of these kinds that knows something of the theme."""
    base, rows = scene.ledger.base, scene.ledger.base.participations
    found = np.zeros(scene.ledger.count, dtype=bool)
    if kinds:
        knows = (scene.likeness.both[rows.project] > 0) & (rows.organisation >= 0)
        own = np.unique(rows.organisation[knows])
        places = base.organisations.place[own[np.isin(base.organisations.kind[own], [int(kind) for kind in kinds])]]
        found[scene.ledger.at[places[places >= 0]]] = True
    return found


def spread_over(rows: Ints, amounts: Floats, count: int) -> Floats:
    """Return count numbers: amounts in their rows, nothing elsewhere."""
    found = np.zeros(count)
    found[rows] = amounts
    return found


@dataclass(frozen=True)
class Ranking:
    """All candidates of a scene with their points; sentences are made only for those asked for."""

    scene: Scene
    order: Order
    points: dict[str, Floats]
    # Which candidates, and which organisations, may stand in the answer.
    ranked: Mask
    bodies: Mask

    @cached_property
    def scores(self) -> Floats:
        """The sum of all points; NOTHING for a place without evidence, for ourselves and for who was not asked for."""
        total, able = self.totals, self.ranked
        if self.order == Order.FRESH:
            able = able & (total > 0)
        return np.where(able, np.round(total, 6), NOTHING)

    @cached_property
    def totals(self) -> Floats:
        return np.asarray(np.sum(list(self.points.values()), axis=0))

    def best(self, limit: int) -> Ints:
        """Return the best candidates; the name breaks a tie, so that the same question gets the same answer."""
        able = np.nonzero(self.scores > NOTHING)[0]
        if len(able) > limit:
            least = np.partition(self.scores[able], -limit)[-limit]
            able = able[self.scores[able] >= least]
        names, rows = self.scene.ledger.base.places.name, self.scene.ledger.rows
        ranked = sorted(able.tolist(), key=lambda at: (-self.scores[at], names[rows[at]], rows[at]))
        return np.array(ranked[:limit], dtype=np.int64)

    def run(self, limit: int) -> list[tuple[int, float]]:
        """Return (GeoNames id, score), the best first."""
        ledger = self.scene.ledger
        return [(int(ledger.base.places.id[ledger.rows[at]]), float(self.scores[at])) for at in self.best(limit)]

    def matches(self, limit: int, name: PlaceName | None = None) -> list[Match]:
        """Return the best places with their evidence; `name` says a place's name in the reader's language."""
        return [self.match(int(at), name or self.local_name) for at in self.best(limit)]

    def match(self, at: int, name: PlaceName) -> Match:
        return Match(
            place=int(self.scene.ledger.rows[at]),
            score=round(float(self.scores[at]), 3),
            evidence=self.evidence(at, name),
            not_known=tuple(not_known(self.scene, at)),
        )

    def evidence(self, at: int, name: PlaceName) -> tuple[Evidence, ...]:
        """What each rule says of a candidate, the most points first; a rule without points speaks only of ties."""
        found = []
        for rule, given in self.points.items():
            said = RULES[rule].say(self.scene, at, name)
            if said is not None:
                points = round(float(given[at]), 3)
                found.append(Evidence(rule, points, said.because, said.details, is_gap=said.is_gap))
        return tuple(sorted(found, key=lambda one: -one.points))

    def organisations(
        self, limit: int, name: PlaceName | None = None, kinds: Collection[Kind] = tuple(Kind)
    ) -> list[Match]:
        """Return the best organisations of these kinds with their evidence."""
        return bodies.organisations(self, limit, name or self.local_name, kinds)

    def local_name(self, place: int) -> str:
        return self.scene.ledger.base.places.name[place]


def not_known(scene: Scene, at: int) -> Sequence[str]:
    """Say what a reader would want to know and no source says."""
    ledger, missing = scene.ledger, []
    if not ledger.base.places.population[ledger.rows[at]]:
        missing.append(_("how many people live there"))
    if not (ledger.member == at).any():
        missing.append(_("which city networks it belongs to"))
    if not (ledger.place == at).any():
        missing.append(_("any joint project"))
    return [*missing, _("a contact person")]
