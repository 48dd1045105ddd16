"""Has the size that such partners have."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.ledger import FEWEST_PEOPLE
from kokoaan.finder.scene import Scene


def people(scene: Scene) -> Floats:
    """How many people live there."""
    return np.asarray(np.log10(scene.ledger.people))


def people_beside_ours(scene: Scene) -> Floats:
    """How many people live there beside how many live here."""
    row = scene.need.place
    ours = 50_000 if row is None else max(int(scene.ledger.base.places.population[row]), FEWEST_PEOPLE)
    return np.asarray(people(scene) - np.log10(ours))


def usual_people(scene: Scene) -> Floats:
    """How much smaller or larger it is than partners of such projects usually are."""
    sizes = people(scene)
    weights = scene.fitting[scene.ledger.project]
    weights = weights / max(float(weights.sum()), 1e-12)
    each = sizes[scene.ledger.place]
    middle = float((weights * each).sum())
    return np.asarray((sizes - middle) / np.sqrt(float((weights * (each - middle) ** 2).sum()) + 0.05))


def standing(scene: Scene) -> Floats:
    """Is the main town of its surroundings."""
    return scene.ledger.standing


def crowd(scene: Scene) -> Floats:
    """How many people live around it."""
    return scene.ledger.crowd


def rank_at_home(scene: Scene) -> Floats:
    """How large it is beside the largest town of its country."""
    return scene.ledger.rank_at_home
