"""Which words of a text differ from another's. Nothing here reads the database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# Texts of more words are shown whole, without marks.
MOST_WORDS = 4_000


class Piece(NamedTuple):
    text: str
    differs: bool = False


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, those that differ marked; none is marked where one of them is empty or very long.

    >>> [piece.text for piece in compared("We cut it.", "We cut all of it.")[1] if piece.differs]
    ['all of']
    """
    before, after = words(old), words(new)
    if not (before and after) or max(len(before), len(after)) > MOST_WORDS:
        return [Piece(old)], [Piece(new)]
    steps = SequenceMatcher(None, before, after).get_opcodes()
    return (
        pieces((before[start:end], act != "equal") for act, start, end, _from, _to in steps),
        pieces((after[start:end], act != "equal") for act, _from, _to, start, end in steps),
    )


def words(text: str) -> list[str]:
    """Every word with the space before it, so that they make up the text."""
    return re.findall(r"\s*\S+|\s+$", text)


def pieces(some: Iterable[tuple[Sequence[str], bool]]) -> list[Piece]:
    """Space before a word that differs is no part of the difference."""
    found: list[Piece] = []
    for part, differs in some:
        text = "".join(part)
        start = len(text) - len(text.lstrip()) if differs else 0
        found += [piece for piece in (Piece(text[:start]), Piece(text[start:], differs)) if piece.text]
    return found
