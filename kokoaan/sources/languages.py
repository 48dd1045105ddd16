"""Which language a project's text is in: the likeliest of the languages of the countries that take part."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from py3langid.langid import _load_identifier

from kokoaan.lib.spoken import EUROPEAN

# Programmes of the Mediterranean write English and French, whoever takes part.
EVERYWHERE = ("en", "fr")
# What projects are written in, by country.
SPOKEN = {
    "AD": "es fr", "AL": "sq", "AT": "de", "BA": "bs hr sr", "BE": "fr nl de", "BG": "bg", "BY": "ru",
    "CH": "de fr it", "CY": "el tr", "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "ES": "es", "FI": "fi sv",
    "FO": "da", "FR": "fr",
    "GB": "en", "GL": "da", "GR": "el", "HR": "hr", "HU": "hu", "IE": "en ga", "IS": "is", "IT": "it de", "LI": "de",
    "LT": "lt", "LU": "fr de", "LV": "lv", "MD": "ro", "ME": "sr", "MK": "mk", "MT": "en mt", "NL": "nl", "NO": "no",
    "PL": "pl", "PT": "pt", "RO": "ro", "RS": "sr", "RU": "ru", "SE": "sv", "SI": "sl", "SK": "sk",
    "TR": "tr", "UA": "uk",
}  # fmt: skip
WRITTEN_DIFFERENTLY = {"nn": "no"}


def spoken_in(countries: Iterable[str]) -> frozenset[str]:
    """The languages of the countries, with English and French; all of Europe's when none is known."""
    found = {lang for country in countries for lang in SPOKEN.get(country, "").split()}
    return frozenset({*found, *EVERYWHERE} if found else EUROPEAN)


def language_of(text: str, among: frozenset[str]) -> str:
    """Return the likeliest of the languages for the text."""
    for lang, _score in identifier().rank(text[:2000]):
        if (ours := WRITTEN_DIFFERENTLY.get(lang, lang)) in among:
            return str(ours)
    return "en"


@lru_cache(maxsize=1)
def identifier() -> Any:
    return _load_identifier(langs=[*EUROPEAN, *WRITTEN_DIFFERENTLY])
