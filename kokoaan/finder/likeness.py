"""How like the need each project is, from what search found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kokoaan.finder.evidence import Floats, Hits

# How fast a project counts less as its meaning lies further from that of the most similar one.
COOLING = 0.08


@dataclass(frozen=True)
class Likeness:
    """Each from 0 to 1, 1 for the most similar project that counts; 0 for what search did not find."""

    words: Floats
    meaning: Floats
    both: Floats

    @classmethod
    def of(cls, hits: Hits, alive: Floats, unsaid: float = 1.0) -> Likeness:
        """`unsaid` is how much a project counts that is near in meaning and has none of the need's words, or the
        other way round."""
        words, meaning = np.zeros(len(alive)), np.full(len(alive), -np.inf)
        counts = alive[hits.project] > 0
        words[hits.project[counts]] = hits.words[counts]
        found = counts & (hits.meaning != 0)
        meaning[hits.project[found]] = hits.meaning[found]
        words = relative(words)
        warmth = np.exp((meaning - meaning.max(initial=-1.0)) / COOLING)
        both = words**2 + warmth
        # What was not found by its meaning has none.
        is_both = (words > 0) & np.isfinite(meaning)
        return cls(words, warmth, relative(np.where(is_both, both, unsaid * both)))


def relative(amounts: Floats) -> Floats:
    """Return amounts as shares of the greatest."""
    return np.asarray(amounts / max(float(amounts.max(initial=0.0)), 1e-12))
