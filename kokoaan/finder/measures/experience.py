"""Has taken part in joint projects before."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.scene import Scene


def experience(scene: Scene) -> Floats:
    """In how many joint projects other than research it took part."""
    ledger = scene.ledger
    return np.asarray(np.log1p(ledger.votes(ledger.alive * (1 - ledger.research))))


def experience_research(scene: Scene) -> Floats:
    """In how many projects of the EU's framework programmes for research it took part."""
    return np.asarray(np.log1p(scene.ledger.votes(scene.ledger.alive * scene.ledger.research)))


def experience_city(scene: Scene) -> Floats:
    """In how many joint projects the city's own administration took part."""
    return np.asarray(np.log1p(scene.ledger.votes(scene.ledger.alive, scene.ledger.by_city)))


def experience_lead(scene: Scene) -> Floats:
    """How many joint projects were led from there."""
    return np.asarray(np.log1p(scene.ledger.votes(scene.ledger.alive, scene.ledger.by_lead)))
