"""Long lists in pieces that a database takes in one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

PIECE = 500


def pieces(items: Sequence[T], size: int = PIECE) -> Iterator[Sequence[T]]:
    """Yield the items in order, so many at a time.

    >>> list(pieces([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    for start in range(0, len(items), size):
        yield items[start : start + size]
