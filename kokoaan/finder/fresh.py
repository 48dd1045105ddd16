"""The fresh order: who knows most about the theme, anywhere in the world.

Distance, earlier partners and the sheer number of projects give nothing: the most similar project of a place or an
organisation counts whole, the next half, the third a quarter, and so on; a lead counts a quarter more. A city asks
cities: what its companies and institutes know counts less for a place, and whole for themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kokoaan.finder.evidence import Floats, Ints
from kokoaan.finder.scene import Scene
from kokoaan.finder.tally import tally

if TYPE_CHECKING:
    pass

FULL, NEXT, LEAD, OTHERS = 100.0, 0.5, 1.25, 0.7
MOST_PROJECTS = 3


def points(scene: Scene) -> dict[str, Floats]:
    """Return the points of every candidate place: for the theme alone; what ties there are is said, without points."""
    ledger = scene.ledger
    worth = scene.likeness.both[ledger.project] * np.where(ledger.by_lead, LEAD, 1.0)
    worth = worth * np.where(ledger.by_public, 1.0, OTHERS)
    nothing = np.zeros(ledger.count)
    return {
        "theme": FULL * fading(ledger.place, worth, ledger.count),
        "networks": nothing,
        "size": nothing,
        "ties": nothing,
    }


def fading(owner: Ints, worth: Floats, count: int) -> Floats:
    """Return for each owner the sum of its worths, each counting NEXT of the one above it."""
    some = np.nonzero(worth > 0)[0]
    order = some[np.lexsort((-worth[some], owner[some]))]
    owners = owner[order]
    place = np.arange(len(order)) - np.searchsorted(owners, owners)
    return tally(owners, worth[order] * NEXT**place, count)
