"""Places whose name begins as somebody types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Max, Q, QuerySet, When

from kokoaan.lib.fold import fold
from kokoaan.places.models import Place, PlaceName

# One letter says nothing, and would have a twentieth of all names read.
LEAST = 2


@dataclass(frozen=True, slots=True)
class Called:
    """A place, and the name of it that begins so."""

    place: Place
    name: str


def places_beginning(typed: str, limit: int) -> list[Called]:
    """The places with a name that begins so, in any language: those that are called so before mere spellings, large
    ones first.
    """
    folded = fold(typed)
    if len(folded) < LEAST:
        return []
    names = PlaceName.objects.filter(beginning("folded", folded))
    order = ("-called", "-size", "place_id")
    best = names.values("place_id").annotate(
        called=Max(Case(When(preferred=True, then=1), default=0)), size=Max("place__population")
    )
    ids = list(best.order_by(*order).values_list("place_id", flat=True)[:limit])
    return [Called(place, called_so(names, place, folded)) for place in in_order(ids)]


def in_order(ids: Sequence[int]) -> list[Place]:
    places = Place.objects.select_related("country").in_bulk(ids)
    return [places[key] for key in ids]


def called_so(names: QuerySet[PlaceName], place: Place, folded: str) -> str:
    """The place's own name when it begins so, else the name that does."""
    if fold(str(place)).startswith(folded):
        return str(place)
    name = names.filter(place=place).order_by("-preferred", "pk").first()
    return name.text if name else str(place)


def beginning(column: str, folded: str) -> Q:
    """Rows whose column begins so, in words that the column's index understands."""
    if connection.vendor != "sqlite":
        return Q(**{f"{column}__startswith": folded})
    # SQLite reads the whole index for LIKE; between two words it reads what it needs.
    return Q(**{f"{column}__gte": folded, f"{column}__lt": folded[:-1] + chr(ord(folded[-1]) + 1)})
