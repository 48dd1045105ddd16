"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

from py3langid.langid import _load_identifier

# The languages that our sources write in; a wider choice would find Latin and Esperanto in project titles.
EUROPEAN = (
    "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv",
    "mk", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
)  # fmt: skip
_one_at_a_time = Lock()


def language_of(text: str, among: tuple[str, ...] = ()) -> str:
    """Return the likeliest language of text, of those of Europe or of the given ones."""
    with _one_at_a_time:
        return str(_identifier(among or EUROPEAN).classify(text)[0])


@lru_cache
def _identifier(languages: tuple[str, ...]) -> Any:
    return _load_identifier(langs=list(languages))
