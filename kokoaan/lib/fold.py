"""Folding of names, so that one spelling finds another."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, as they are commonly written without them.
PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return text in lower case, without accents and punctuation, words one space apart.

    >>> fold("Łódź / Saint-Étienne")
    'lodz saint etienne'
    """
    bare = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    kept = (c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
