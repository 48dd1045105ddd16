"""Names of regions as texts use them, from what sources write of NUTS regions."""

from __future__ import annotations

import re
from functools import lru_cache

from kokoaan.lib.fold import fold

CODE = re.compile(r"^[A-Z]{2}\w*\s*/?\s*")
PARTS = re.compile(r"[/(),]| - |–")
BEFORE = re.compile(r"^(?:provincia autonoma di|region of|provincia de|arr|kreis|landkreis|powiat)\s+")
AFTER = re.compile(
    r"\s+(?:kreisfreie stadt|landkreis|stadt|oblast|region|maakond|apskritis|megye|kraj|lan|county|sud|nord)$"
)
# Words of the compass and of administration that are no names by themselves.
PLAIN_LISTED = """
north south east west northern southern eastern western central centre region regional border area areas europe
european stadt landkreis kreisfreie nord ovest baltic sea
"""
PLAIN = frozenset(PLAIN_LISTED.split())


@lru_cache(maxsize=20_000)
def region_names(written: str) -> frozenset[str]:
    """Return the folded names in "DEG01 Erfurt, Kreisfreie Stadt | DEG0 Thüringen".

    >>> sorted(region_names("DEG01 Erfurt, Kreisfreie Stadt | DEG0 Thüringen"))
    ['erfurt', 'thuringen']
    """
    found = set()
    for one in written.split(" | "):
        for part in PARTS.split(CODE.sub("", one)):
            name = AFTER.sub("", BEFORE.sub("", fold(part)))
            if len(name) > 3 and not set(name.split()) <= PLAIN:
                found.add(name)
    return frozenset(found)
