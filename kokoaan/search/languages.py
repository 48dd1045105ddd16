"""Which languages a query is read in."""

from __future__ import annotations

from kokoaan.lib.spoken import language_of
from kokoaan.lib.text import LANGUAGES

FEW_WORDS = 4


def query_languages(query: str, lang: str | None = None) -> tuple[str, ...]:
    """Languages to read a query in, likeliest first: a few words may be in any of ours; names have none."""
    if lang:
        return tuple(dict.fromkeys((lang, "en")))
    if len(query.split()) < FEW_WORDS:
        return tuple(dict.fromkeys((language_of(query, LANGUAGES), *LANGUAGES)))
    return tuple(dict.fromkeys((language_of(query), "en")))
