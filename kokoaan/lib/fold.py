"""Folding of names, so that one spelling finds another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that Unicode does not decompose, as they are commonly written without them.
PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)

# Most names are plain ASCII, where this does the same at a third of the time.
SPACES = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return text in lower case, without accents and punctuation, words one space apart.

    >>> fold("Łódź / Saint-Étienne")
    'lodz saint etienne'
    """
    if text.isascii():
        return " ".join(text.lower().translate(SPACES).split())
    # Decomposed before and after: some letters (bold 𝐀, Ⅷ) only then have a lower case.
    plain = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN)
    bare = unicodedata.normalize("NFKD", plain)
    kept = (c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


# Stands between the names that one column holds: no folded name has it.
APART = "|"


def fold_names(names: Iterable[str], most: int) -> str:
    """All names of one thing, folded, as one column of at most `most` letters holds them; the first stays the first.

    >>> fold_names(["Pietari", "Saint Petersburg", "PIETARI", ""], 100)
    'pietari|saint petersburg'
    """
    folded = dict.fromkeys(one for name in names if (one := fold(name)))
    return APART.join(folded)[:most]
