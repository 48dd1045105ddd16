"""Belongs to the programme that would fund it."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.scene import Scene

# A programme less likely than this is not looked at.
LEAST = 0.005


def seats(taken: Floats) -> Floats:
    return np.asarray(np.maximum(taken.sum(axis=1), 1.0))


def programme_share(scene: Scene) -> Floats:
    """How often it takes part in the likely programmes."""
    taken = scene.ledger.taken
    return np.asarray(np.log(1e-5 + (scene.programmes / seats(taken)) @ taken))


def programme_count(scene: Scene) -> Floats:
    """In how many projects of the likely programmes it took part."""
    return np.asarray(np.log1p(scene.programmes @ scene.ledger.taken))


def programme_public(scene: Scene) -> Floats:
    """How often its city or another public body takes part in the likely programmes."""
    taken = scene.ledger.taken_public
    return np.asarray(np.log(1e-5 + (scene.programmes / seats(taken)) @ taken))


def programme_area(scene: Scene) -> Floats:
    """Lies in the area of the likely programmes."""
    return inside(scene, 0.02)


def programme_area_wide(scene: Scene) -> Floats:
    """Lies where the likely programmes have many partners."""
    return inside(scene, 0.1)


def inside(scene: Scene, part: float) -> Floats:
    """How surely each place lies in the likely programmes: its surroundings hold this part of their seats or more."""
    ledger, likely = scene.ledger, scene.programmes > LEAST
    fullness = 1 - np.exp(-ledger.taken_around[likely] / (part * seats(ledger.taken[likely]))[:, None])
    return np.asarray(scene.programmes[likely] @ fullness)


def programme_first(scene: Scene) -> Floats:
    """Lies in the area of the likeliest programme."""
    if not len(scene.programmes):
        return np.zeros(scene.ledger.count)
    return np.asarray(1 - np.exp(-scene.ledger.taken_around[scene.programmes.argmax()]))
