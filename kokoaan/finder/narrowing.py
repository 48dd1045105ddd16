"""Who may be ranked at all: where, how large, and not our usual ones. Nothing here reads the database."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kokoaan.finder.evidence import Base, Mask
from kokoaan.finder.scene import Scene
from kokoaan.finder.wishes import Where
from kokoaan.places.countries import countries
from kokoaan.places.sizes import PEOPLE, Size
from kokoaan.places.unions import EUROPEAN_UNION, NORDIC

# Together with us in more networks than this, a place is one of our usual ones.
NETWORKS = 2


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the asker asked for; `tied` are the GeoNames ids of places with a tie that the asker may see.

    With `knowing`, a place is ranked only where somebody has taken part in a project on the need, or the need names it.
    """

    where: Where = Where.WORLD
    size: Size = Size.ANY
    unusual: bool = False
    tied: frozenset[int] = frozenset()
    knowing: bool = False


EVERYWHERE = Narrowing()


def allowed_places(scene: Scene, narrowing: Narrowing) -> Mask:
    """Which rows of Places may be ranked. How large a place is that nobody has counted is not known: left out."""
    base = scene.ledger.base
    allowed = np.ones(len(base.places.id), dtype=bool)
    if narrowing.where != Where.WORLD:
        allowed &= in_countries(scene, codes_of(narrowing.where))
    if narrowing.size != Size.ANY:
        least, most = PEOPLE[narrowing.size]
        allowed &= (base.places.population >= least) & (base.places.population < most)
    if narrowing.unusual:
        allowed[scene.ledger.rows[usual(scene)]] = False
        allowed[[base.row_of_place[place] for place in narrowing.tied if place in base.row_of_place]] = False
    if narrowing.knowing:
        allowed &= knowing(scene)
    return allowed


def knowing(scene: Scene) -> Mask:
    """Rows of Places from which somebody has taken part in a project on the need, and those that it names."""
    found = np.zeros(len(scene.ledger.base.places.id), dtype=bool)
    found[scene.ledger.rows[scene.on_theme]] = True
    found[sorted(scene.named.places)] = True
    return found


def allowed_bodies(base: Base, places: Mask, narrowing: Narrowing) -> Mask:
    """Which organisations may be ranked: those of an allowed place, and those of the world where nothing is asked."""
    placed = base.organisations.place
    somewhere = placed >= 0
    nowhere = narrowing.where == Where.WORLD and narrowing.size == Size.ANY
    return np.where(somewhere, places[np.maximum(placed, 0)], nowhere)


def in_countries(scene: Scene, codes: frozenset[str]) -> Mask:
    rows = [row for row, code in enumerate(scene.ledger.codes) if code in codes]
    return np.isin(scene.ledger.country_of_place, rows)


def codes_of(where: Where) -> frozenset[str]:
    if where == Where.EUROPE:
        return frozenset(code for code, country in countries().items() if country["continent"] == "EU")
    return EUROPEAN_UNION if where == Where.EU else NORDIC


def usual(scene: Scene) -> Mask:
    """Candidates that were with us in a project, or are with us in more than NETWORKS networks."""
    ledger = scene.ledger
    ours = np.unique(ledger.network[scene.ours[ledger.member]])
    shared = np.bincount(ledger.member[np.isin(ledger.network, ours)], minlength=ledger.count)
    return np.asarray((ledger.votes(scene.with_us) > 0) | (shared > NETWORKS))
