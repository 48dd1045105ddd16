"""Words of a text, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, three ways: folded as it stands, its base forms, the base forms of a compound's parts."""

    exact: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's words in order; all four have one entry for each word. `offsets` are character positions."""

    exact: tuple[str, ...]
    lemmas: tuple[tuple[str, ...], ...]
    parts: tuple[tuple[str, ...], ...]
    offsets: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.exact)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with the characters where it begins and ends; hyphens and apostrophes divide words."""
    for found in WORD.finditer(text):
        yield found.group(), found.start(), found.end()
