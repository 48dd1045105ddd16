"""Works with those we work with."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.likeness import relative
from kokoaan.finder.measures.projects import part
from kokoaan.finder.scene import Scene

LEADERS = 25


def partners_of_partners(scene: Scene) -> Floats:
    """Works with partners of ours and of our neighbours."""
    ledger = scene.ledger
    partners = ledger.votes(scene.close_30 * ledger.share * (scene.programmes[ledger.programme] + 0.02))
    partners = np.where(scene.km < 1, 0.0, partners)
    some = partners[partners > 0]
    partners = np.minimum(partners, np.quantile(some, 0.95)) if len(some) else partners
    through = ledger.sums(partners) * ledger.share
    return part(scene, ledger.votes(through * scene.funding * ledger.share))


def through_leaders(scene: Scene) -> Floats:
    """How much each project was made by the places that took part most in projects like the need."""
    votes = np.sqrt(relative(scene.fitting_votes))
    least = np.partition(votes, -LEADERS)[-LEADERS] if len(votes) > LEADERS else 0.0
    ledger = scene.ledger
    return np.asarray((ledger.sums(np.where(votes > least, votes, 0.0)) * ledger.share * ledger.alive) ** 1.5)


def usual_company(scene: Scene) -> Floats:
    """Works, on this theme, with the places that lead in it."""
    weights = (scene.funding + 0.01) * (0.1 + scene.likeness.both)
    return part(scene, scene.ledger.votes(through_leaders(scene) * weights))


def company_anywhere(scene: Scene) -> Floats:
    """Works, on whatever theme, with the places that lead in this one."""
    return part(scene, scene.ledger.votes(through_leaders(scene)))
