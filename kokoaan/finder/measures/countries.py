"""Lies in a country that ours works with."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.likeness import relative
from kokoaan.finder.scene import Scene


def country_pair(scene: Scene) -> Floats:
    """How much of its country's joint work is with ours."""
    ledger = scene.ledger
    shared, all_ = ledger.by_country(scene.with_home), ledger.by_country(ledger.alive)
    return np.asarray(np.log((shared + 0.5) / (all_ + 5) * 10)[ledger.country])


def country_pair_count(scene: Scene) -> Floats:
    """In how many projects its country and ours were together."""
    return np.asarray(np.log1p(scene.ledger.by_country(scene.with_home))[scene.ledger.country])


def country_fitting(scene: Scene) -> Floats:
    """Its country takes part in projects like the need."""
    return np.asarray(np.sqrt(relative(scene.ledger.by_country(scene.fitting)))[scene.ledger.country])


def country_fitting_each(scene: Scene) -> Floats:
    """The same, beside how many of its country's places are known."""
    ledger = scene.ledger
    votes = ledger.by_country(scene.fitting)
    places = np.bincount(ledger.country, minlength=len(ledger.codes))
    return np.asarray(np.log((votes / max(float(votes.sum()), 1e-12) + 1e-4) / np.sqrt(places + 3))[ledger.country])
