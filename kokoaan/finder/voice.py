"""How the projects of a family of programmes speak: the words of their titles."""

from __future__ import annotations

from copy import copy

import numpy as np

from kokoaan.finder.evidence import Floats, Ints
from kokoaan.lib.fold import fold

SHORTEST = 4
# How many projects' worth of doubt stands against what a small programme says.
DOUBT = 4.0


def words_of(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) >= SHORTEST)


class Voice:
    """In how many titles of each family each word stands."""

    def __init__(self, titles: tuple[str, ...], programme: Ints, families: int) -> None:
        self.number: dict[str, int] = {}
        self.programme = programme
        self.titles = [self.numbered(words_of(title)) for title in titles]
        self.counts = np.zeros((families, len(self.number)), dtype=np.float32)
        self.many = np.zeros(families)

    def numbered(self, words: frozenset[str]) -> Ints:
        return np.array(sorted(self.number.setdefault(word, len(self.number)) for word in words), dtype=np.int64)

    def hear(self, projects: Ints, times: float = 1.0) -> None:
        """Count the titles of projects in; with -1 times, out."""
        for project in projects.tolist():
            self.counts[self.programme[project], self.titles[project]] += times
            self.many[self.programme[project]] += times

    def less(self, projects: Ints) -> Voice:
        """Return this voice without some projects."""
        other = copy(self)
        other.counts, other.many = self.counts.copy(), self.many.copy()
        other.hear(projects, -1.0)
        return other

    def likeness(self, text: str) -> Floats:
        """How much more a text sounds like each family than like all: mean log odds of its words, times their root."""
        known = [self.number[word] for word in words_of(text) if word in self.number]
        if not known:
            return np.zeros(len(self.many))
        counts = self.counts[:, known].astype(np.float64)
        all_ = (counts.sum(axis=0) + 0.5) / (self.many.sum() + 1)
        odds = np.log((counts + DOUBT * all_) / (self.many[:, None] + DOUBT) / all_)
        return np.asarray(np.sqrt(len(known)) * odds.mean(axis=1))
