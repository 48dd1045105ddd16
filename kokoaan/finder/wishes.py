"""What a searcher may ask of a partner besides the need itself: kind, where, size."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wanted(TextChoices):
    """What is ranked: places and the world's organisations together, or one kind."""

    ALL = "all", _("any kind")
    PLACES = "places", _("city")
    INTERNATIONAL = "international", _("international organisation")
    NETWORK = "network", _("network")
    UNIVERSITY = "university", _("university or research institute")
    COMPANY = "company", _("company")
    ORGANISATIONS = "organisations", _("any organisation")


class Where(TextChoices):
    WORLD = "world", _("the world")
    EUROPE = "europe", _("Europe")
    EU = "eu", _("the European Union")
    NORDIC = "nordic", _("the Nordic countries")


class Size(TextChoices):
    """How many people live in the place."""

    ANY = "any", _("any size")
    SMALLER = "smaller", _("under 100,000")
    MIDDLE = "middle", _("100,000 to 500,000")
    LARGE = "large", _("500,000 to 2 million")
    METROPOLIS = "metropolis", _("over 2 million")


# Inhabitants: at least, and fewer than.
PEOPLE: dict[Size, tuple[int, int]] = {
    Size.SMALLER: (1, 100_000),
    Size.MIDDLE: (100_000, 500_000),
    Size.LARGE: (500_000, 2_000_000),
    Size.METROPOLIS: (2_000_000, 10**9),
}

# https://european-union.europa.eu/principles-countries-history/eu-countries_en
EUROPEAN_UNION = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU")
    + ("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)
# With the Faroe Islands, Greenland and Åland: https://www.norden.org/en/information/about-nordic-region
NORDIC = frozenset(["AX", "DK", "FI", "FO", "GL", "IS", "NO", "SE"])
