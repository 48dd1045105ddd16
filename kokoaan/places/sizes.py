"""How many people live in a place, in bands that people ask by."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


def size_of(population: int) -> Size | None:
    """The band of so many people; none of a place that nobody has counted."""
    return next((size for size, (least, most) in PEOPLE.items() if least <= population < most), None)
