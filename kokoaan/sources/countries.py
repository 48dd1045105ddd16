"""Countries as sources write them: codes of their own (EL, UK), English names, names of the past."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from kokoaan.lib.fold import fold

# The European Commission's own codes, and codes of states that are no more, as the code of today.
CODES = {"EL": "GR", "UK": "GB", "AN": "CW", "YU": "RS", "CS": "RS", "KO": "XK", "TP": "TL", "ZR": "CD"}
CODES |= {"SU": "RU", "RKS": "XK"}

# How tables say that they do not know.
UNSAID = {"", "ZZ", "XX"}

NAMES = {
    "czech republic": "CZ",
    "turkey": "TR",
    "macedonia": "MK",
    "former yugoslav republic of macedonia": "MK",
    "the former yugoslav republic of macedonia": "MK",
    "republic of moldova": "MD",
    "moldova republic of": "MD",
    "russian federation": "RU",
    "palestine": "PS",
    "state of palestine": "PS",
    "palestinian territories": "PS",
    "the netherlands": "NL",
    "kingdom of the netherlands": "NL",
    "people s republic of china": "CN",
    "united states of america": "US",
    "usa": "US",
    "kosovo under un security council resolution 1244 99": "XK",
    "republic of ireland": "IE",
    "ivory coast": "CI",
    "democratic republic of the congo": "CD",
    "republic of the congo": "CG",
    "burma": "MM",
    "swaziland": "SZ",
    "the gambia": "GM",
    "the bahamas": "BS",
    "hong kong": "HK",
    "macau": "MO",
    "cape verde": "CV",
    "east timor": "TL",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "korea republic of": "KR",
    "iran islamic republic of": "IR",
    "viet nam": "VN",
    "syrian arab republic": "SY",
    "lao people s democratic republic": "LA",
    "bolivia plurinational state of": "BO",
    "venezuela bolivarian republic of": "VE",
    "tanzania united republic of": "TZ",
    "federated states of micronesia": "FM",
    "kingdom of denmark": "DK",
    "brunei darussalam": "BN",
}


@lru_cache(maxsize=1)
def english_names() -> dict[str, str]:
    """Folded English name → code, of every country and territory that CLDR names."""
    territories = Locale("en").territories
    known = {fold(str(name)): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    with_and = {name.replace(" and ", " "): code for name, code in known.items()}
    return {**with_and, **known, **NAMES}


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """Return the ISO 3166 code of a country given by code or English name; "" for nothing said, None for no country.

    >>> country_code("EL"), country_code("UNITED KINGDOM"), country_code("Narnia")
    ('GR', 'GB', None)
    """
    text = text.strip()
    if text.upper() in UNSAID:
        return ""
    if len(text) <= 3 and (code := CODES.get(text.upper(), text.upper())) in codes():
        return code
    return english_names().get(fold(text))


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    # EU, EZ, UN, ZZ and the pseudo-locales are in CLDR, but no countries.
    return frozenset(english_names().values()) - {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
