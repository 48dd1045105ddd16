"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

from py3langid.langid import _load_identifier

from kokoaan.lib.text import LANGUAGES

# The languages that our sources write in; a wider choice would find Latin and Esperanto in project titles.
EUROPEAN = (
    "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv",
    "mk", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
)  # fmt: skip
FEW_WORDS = 4
_one_at_a_time = Lock()


def language_of(text: str, among: tuple[str, ...] = ()) -> str:
    """Return the likeliest language of text, of those of Europe or of the given ones."""
    with _one_at_a_time:
        return str(_identifier(among or EUROPEAN).classify(text)[0])


def query_languages(query: str, lang: str | None = None) -> tuple[str, ...]:
    """Languages to read a query in, likeliest first: a few words may be in any of ours; names have none."""
    if lang:
        return tuple(dict.fromkeys((lang, "en")))
    if len(query.split()) < FEW_WORDS:
        return tuple(dict.fromkeys((language_of(query, LANGUAGES), *LANGUAGES)))
    return tuple(dict.fromkeys((language_of(query), "en")))


@lru_cache
def _identifier(languages: tuple[str, ...]) -> Any:
    return _load_identifier(langs=list(languages))
