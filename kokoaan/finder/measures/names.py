"""Is named in the need, or near what is named."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.scene import Scene


def named(scene: Scene) -> Floats:
    """The need names the place."""
    found = np.zeros(scene.ledger.count)
    for row, times in scene.named.places.items():
        if (at := scene.ledger.at[row]) >= 0:
            found[at] = 1 + np.log(times)
    return scene.others(found)


def near_named(scene: Scene) -> Floats:
    """The need names a place near it."""
    return scene.near_named


def region_named(scene: Scene) -> Floats:
    """The need names its region; a small region says more."""
    ledger, found = scene.ledger, np.zeros(scene.ledger.count)
    for name in scene.named.regions:
        inside = [place for project, place in ledger.regions[name] if ledger.alive[project]]
        if inside:
            found[inside] = np.maximum(found[inside], 0.2 + 1 / np.sqrt(len(set(inside))))
    return found


def by_code(scene: Scene) -> Floats:
    """For each country how strongly the need names it."""
    times = scene.named.countries
    return np.array([1 + np.log(times[code]) if code in times else 0.0 for code in scene.ledger.codes])


def country_named(scene: Scene) -> Floats:
    """The need names its country."""
    return np.asarray(by_code(scene)[scene.ledger.country])


def other_country_named(scene: Scene) -> Floats:
    """The need names other countries than ours, and not this one."""
    ours = set() if scene.need.place is None else {scene.ledger.base.places.country[scene.need.place]}
    if not scene.named.countries.keys() - ours:
        return np.zeros(scene.ledger.count)
    return np.asarray(country_named(scene) == 0, dtype=np.float64)
