"""Word stems by Snowball, for the languages that have no list of base forms here."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version as version_of
from threading import Lock
from typing import Any

import snowballstemmer

ALGORITHMS = {"eu": "basque", "yi": "yiddish", "ta": "tamil", "ne": "nepali", "sr": "serbian"}
_one_at_a_time = Lock()


def stem(text: str, lang: str) -> str:
    """Return the stem of a word, or the word in lower case where there is no stemmer either."""
    if lang not in ALGORITHMS:
        return text.casefold()
    with _one_at_a_time:  # a stemmer keeps the word it works on in itself
        return str(_stemmer(lang).stemWord(text.casefold()))


@lru_cache
def _stemmer(lang: str) -> Any:
    return snowballstemmer.stemmer(ALGORITHMS[lang])


def version() -> str:
    return f"snowballstemmer {version_of('snowballstemmer')}"
