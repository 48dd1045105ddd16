"""Lies as far as partners of such projects usually do."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats, Ints
from kokoaan.finder.scene import Scene

BINS, BINS_A_DECADE = 22, 5.0


def distance(scene: Scene) -> Floats:
    """Distance from us."""
    return np.asarray(np.log10(1 + scene.km))


def home(scene: Scene) -> Floats:
    """Lies in our country."""
    return scene.home


def legs(scene: Scene) -> tuple[Floats, Floats]:
    """How far partners of projects like the need sit from their lead, and the weight of each."""
    km, counts, _ = scene.ledger.legs
    weights = scene.fitting[scene.ledger.project] * counts
    return km, weights / max(float(weights.sum()), 1e-12)


def usual_reach(scene: Scene) -> Floats:
    """How much nearer or farther it lies than partners of such projects usually do."""
    km, weights = legs(scene)
    middle = float((weights * km).sum())
    spread = np.sqrt(float((weights * (km - middle) ** 2).sum()) + 0.02)
    return np.asarray((distance(scene) - middle) / spread)


def bins(km: Floats) -> Ints:
    return np.clip((km * BINS_A_DECADE).astype(np.int64), 0, BINS - 1)


def usual_distance(scene: Scene) -> Floats:
    """How often partners of such projects lie at this distance, beside how many places do."""
    km, weights = legs(scene)
    shares = np.pad(np.bincount(bins(km), weights, BINS), 1, mode="edge")
    smooth = np.convolve(shares, [0.25, 0.5, 0.25], "valid")
    here = bins(distance(scene))
    places = np.bincount(here[scene.ledger.known], minlength=BINS)
    return np.asarray(np.log((smooth + 1e-3) / (places + 20))[here])


def usual_home(scene: Scene) -> Floats:
    """How often partners of such projects come from the lead's country, or do not, as this one."""
    _, weights = legs(scene)
    share = float((weights * scene.ledger.legs[2]).sum())
    return np.where(scene.home > 0, share, 1 - share)
