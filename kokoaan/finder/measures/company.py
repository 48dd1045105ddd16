"""Works with those we work with."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.measures.projects import part
from kokoaan.finder.scene import Scene


def partners_of_partners(scene: Scene) -> Floats:
    """Works with partners of ours and of our neighbours."""
    ledger = scene.ledger
    partners = ledger.votes(scene.close_30 * ledger.share * (scene.programmes[ledger.programme] + 0.02))
    partners = np.where(scene.km < 1, 0.0, partners)
    some = partners[partners > 0]
    partners = np.minimum(partners, np.quantile(some, 0.95)) if len(some) else partners
    through = ledger.sums(partners) * ledger.share
    return part(scene, ledger.votes(through * scene.funding * ledger.share))


def usual_company(scene: Scene) -> Floats:
    """Works, on this theme, with the places that lead in it."""
    weights = (scene.funding + 0.01) * (0.1 + scene.likeness.both)
    return part(scene, scene.ledger.votes(scene.led * weights))


def company_anywhere(scene: Scene) -> Floats:
    """Works, on whatever theme, with the places that lead in this one."""
    return part(scene, scene.ledger.votes(scene.led))
