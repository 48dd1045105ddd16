"""Names in Latin letters, so that one script finds another."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from kokoaan.lib.fold import fold


@lru_cache(maxsize=200_000)
def latin(text: str) -> str:
    """Return text folded and in plain Latin letters, each letter by its own (anyascii); languages are not told apart.

    >>> latin("Санкт-Петербург")
    'sankt peterburg'
    """
    folded = fold(text)
    return folded if folded.isascii() else fold(anyascii(text))
