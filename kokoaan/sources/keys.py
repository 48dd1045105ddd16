"""Keys for what sources give no key to: the same words, the same key, in whatever order the rows come."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import lru_cache
from typing import TypeVar

from kokoaan.lib.fold import fold
from kokoaan.sources.entries import MembershipEntry, ParticipationEntry, TieEntry

E = TypeVar("E", MembershipEntry, ParticipationEntry, TieEntry)


class Numbered:
    """Gives a second row of one key the key "…#2"."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def entry(self, entry: E) -> E:
        self.seen[entry.key] += 1
        number = self.seen[entry.key]
        return entry if number == 1 else entry._replace(key=f"{entry.key}#{number}")


def short_hash(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]


@lru_cache(maxsize=100_000)
def identity_of(name: str, country: str) -> str:
    """The same for every row that names one organisation: same folded name, same country, whatever the source."""
    return short_hash(fold(name) or name, country)
