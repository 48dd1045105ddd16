"""Our own table of what cities are called in Finnish, Swedish, English and at home (`exonyms.csv`, by GeoNames id)."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kokoaan.lib.text import LANGUAGES

TABLE = Path(__file__).with_name("exonyms.csv")


class Exonym(NamedTuple):
    """Names of one city; `local` is given only where GeoNames' main name is not the one used there."""

    id: int
    country: str
    local: str
    fi: str
    sv: str
    en: str

    def stated(self) -> dict[str, str]:
        return {lang: name for lang in LANGUAGES if (name := getattr(self, lang))}


@lru_cache(maxsize=1)
def exonyms() -> dict[int, Exonym]:
    """Return the table by GeoNames id."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [Exonym(int(row.pop("geonames")), **row) for row in csv.DictReader(file)]
    return {row.id: row for row in rows}
