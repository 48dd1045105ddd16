"""Worked with us, or with our neighbours."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.scene import Scene


def amount(scene: Scene, weights: Floats, unit: float) -> Floats:
    votes = scene.others(scene.ledger.votes(weights * scene.ledger.share))
    return np.asarray(np.log1p(votes / unit))


def with_us(scene: Scene) -> Floats:
    """Was in projects with us."""
    return amount(scene, scene.with_us, 0.3)


def with_us_theme(scene: Scene) -> Floats:
    """Was in projects like the need with us."""
    return amount(scene, scene.with_us * (0.03 + scene.likeness.both), 0.05)


def with_us_programme(scene: Scene) -> Floats:
    """Was in projects of the likely programmes with us."""
    return amount(scene, scene.with_us * scene.funding, 0.05)


def near_us(scene: Scene) -> Floats:
    """Was in projects with us or our neighbours."""
    return amount(scene, scene.close_30, 0.3)


def near_us_theme(scene: Scene) -> Floats:
    """Was in projects like the need with us or our neighbours."""
    return amount(scene, scene.close_30 * (0.03 + scene.likeness.both), 0.05)


def near_us_programme(scene: Scene) -> Floats:
    """Was in projects of the likely programmes with us or our neighbours."""
    return amount(scene, scene.close_30 * scene.funding, 0.05)
