"""Places, regions and countries that a need names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale

from kokoaan.finder.evidence import Base
from kokoaan.lib.fold import fold

TOKEN = re.compile(r"[\w’']+|[^\w\s]")
LONGEST_NAME = 4
# Villages bear too many names that are words elsewhere.
FEWEST_PEOPLE = 1_000
LOCALES = ("en", "fi", "sv", "de", "fr", "es", "it")
# CLDR has no names of peoples; these are the English ones of Europe.
PEOPLES = {
    "DE": "german", "FR": "french", "IT": "italian", "ES": "spanish", "PT": "portuguese", "PL": "polish", "CZ": "czech",
    "SK": "slovak", "HU": "hungarian", "AT": "austrian", "CH": "swiss", "SI": "slovenian slovene", "HR": "croatian",
    "RS": "serbian", "BA": "bosnian", "ME": "montenegrin", "MK": "macedonian", "AL": "albanian", "GR": "greek",
    "BG": "bulgarian", "RO": "romanian", "MD": "moldovan", "UA": "ukrainian", "BY": "belarusian", "LT": "lithuanian",
    "LV": "latvian", "EE": "estonian", "FI": "finnish", "SE": "swedish", "NO": "norwegian", "DK": "danish",
    "NL": "dutch", "BE": "belgian flemish", "IE": "irish", "GB": "british scottish welsh", "IS": "icelandic",
    "CY": "cypriot", "TR": "turkish", "RU": "russian", "LU": "luxembourgish", "MT": "maltese",
}  # fmt: skip
OTHERS = {
    "macedonia": "MK", "turkey": "TR", "slovak republic": "SK", "czech republic": "CZ", "uk": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "england": "GB", "holland": "NL", "flanders": "BE", "wallonia": "BE",
    "moldova": "MD",
}  # fmt: skip
# Names that are far more often a word or somewhere else.
NOT_COUNTRIES = frozenset({"man", "guernsey", "jersey", "georgia", "chad", "mali", "niger", "togo", "oman"})
# Words written with a capital in titles that some small place also bears.
WORDS_LISTED = """
project region regional border area areas centre center north south east west northern southern eastern western
central upper lower europe european baltic nature mobile reading bath green best nice most split city cities
network vision street union lead link data care energy water sport culture tourism smart tours university bohemia
riviera same with this that from more other their these between into under over after where which what social
health women young youth growth media design model open access many work sustainable cross joint common mountain
island valley river lake coast park forest garden school museum bridge road heritage marine
"""
WORDS = frozenset(WORDS_LISTED.split())


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, and how often."""

    places: Counter[int] = field(default_factory=Counter)  # rows of Places
    regions: Counter[str] = field(default_factory=Counter)  # folded names
    countries: Counter[str] = field(default_factory=Counter)  # ISO codes


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """Folded names of countries and their peoples, with their codes."""
    found: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(fold(name), code)
    found |= {people: code for code, peoples in PEOPLES.items() for people in peoples.split()} | OTHERS
    return {name: code for name, code in found.items() if name not in NOT_COUNTRIES}


def named_in(text: str, base: Base, regions: Collection[str]) -> Named:
    """Return what a text names. Only what is written with a capital can be a name; the longest name wins.

    A name that many places bear means the largest of them.
    """
    found, end = Named(), 0
    for start, length, name in runs(text):
        if start >= end and note(found, name, base, regions):
            end = start + length
    return found


def note(found: Named, name: str, base: Base, regions: Collection[str]) -> bool:
    country = countries().get(name)
    if country:
        found.countries[country] += 1
    if name in regions:
        found.regions[name] += 1
    places = () if country or name in WORDS or len(name) < 4 else base.names.get(name, ())
    if places and base.places.population[places[0]] < FEWEST_PEOPLE:
        places = ()
    if places:
        found.places[places[0]] += 1
    return bool(country or places or name in regions)


def runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of up to LONGEST_NAME words from each capital on, the longest first: (start, length, folded)."""
    words = [part for token in TOKEN.findall(text) for part in re.split(r"[’']", token) if part]
    for start, word in enumerate(words):
        if word[0].isupper():
            for length in range(LONGEST_NAME, 0, -1):
                run = words[start : start + length]
                if len(run) == length and all(part[0].isalnum() or part == "-" for part in run):
                    yield start, length, fold(" ".join(run))
