"""Sums by owner."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats, Ints


def tally(owner: Ints, amounts: Floats, count: int) -> Floats:
    """Return for each of `count` owners the sum of the amounts that are its own."""
    return np.asarray(np.bincount(owner, amounts, count), dtype=np.float64)
