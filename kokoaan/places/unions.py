"""Countries that people name together."""

from __future__ import annotations

# https://european-union.europa.eu/principles-countries-history/eu-countries_en
EUROPEAN_UNION = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU")
    + ("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)
# With the Faroe Islands, Greenland and Åland: https://www.norden.org/en/information/about-nordic-region
NORDIC = frozenset(["AX", "DK", "FI", "FO", "GL", "IS", "NO", "SE"])
