"""Belongs to the networks we belong to."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.scene import Scene
from kokoaan.finder.tally import tally

# A network of thousands says little of a city.
LARGE = 1_000


def shared_networks(scene: Scene) -> Floats:
    """Belongs to city networks that we belong to; a small network counts more."""
    ledger = scene.ledger
    ours = np.zeros(len(ledger.network_size))
    ours[ledger.network[scene.ours[ledger.member]]] = 1.0
    rarity = np.log(1 + ledger.count / np.maximum(ledger.network_size, 1))
    return tally(ledger.member, (ours * rarity)[ledger.network], ledger.count)


def networks(scene: Scene) -> Floats:
    """Belongs to city networks."""
    ledger = scene.ledger
    small = (ledger.network_size < LARGE).astype(np.float64)
    return np.asarray(np.log1p(np.bincount(ledger.member, small[ledger.network], ledger.count)))
