"""Places whose name begins as somebody types it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Max, Q, QuerySet, When
from django.db.models.functions import Collate

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
    if len(folded) == LEAST:
        # So little begins thousands of spellings: only what places are really called is read.
        names = names.filter(preferred=True)
    order = ("-called", "-size", "place_id")
    best = names.values("place_id").annotate(
        called=Max(Case(When(preferred=True, then=1), default=0)), size=Max("place__population")
    )
    ids = list(best.order_by(*order).values_list("place_id", flat=True)[:limit])
    called = names_of(names, ids)
    return [Called(place, called_so(place, folded, called)) for place in in_order(ids)]


def in_order(ids: Sequence[int]) -> list[Place]:
    places = Place.objects.select_related("country").in_bulk(ids)
    return [places[key] for key in ids]


def names_of(names: QuerySet[PlaceName], ids: Sequence[int]) -> dict[int, str]:
    """Of each place one of the names, a preferred one where there is one."""
    rows = names.filter(place__in=ids).order_by("preferred", "-pk")
    return dict(rows.values_list("place_id", "text"))


def called_so(place: Place, folded: str, called: Mapping[int, str]) -> str:
    """The place's own name when it begins so, else the name that does."""
    return str(place) if fold(str(place)).startswith(folded) else called[place.pk]


def by_letters(column: str) -> Collate:
    """To sort by the letters' numbers, alike in every database.

    PostgreSQL, where it sorts by a language, would else read its index of that order through to find beginnings.
    """
    return Collate(column, "BINARY" if connection.vendor == "sqlite" else "C")


def beginning(column: str, folded: str) -> Q:
    """Rows whose column begins so, in words that the column's index understands."""
    if connection.vendor != "sqlite":
        return Q(**{f"{column}__startswith": folded})
    # SQLite reads the whole index for LIKE; between two words it reads what it needs.
    return Q(**{f"{column}__gte": folded, f"{column}__lt": folded[:-1] + chr(ord(folded[-1]) + 1)})
