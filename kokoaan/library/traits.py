"""What a thing of the library is narrowed by: plain values, the same for records of ours and for facts of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kokoaan.places.sizes import size_of
from kokoaan.places.unions import EUROPEAN_UNION, NORDIC

Values = Mapping[str, frozenset[str]]
NOTHING: frozenset[str] = frozenset()


class Evidence(TextChoices):
    """How well a result is proven, the strongest first."""

    MEASURED = "measured", _("measured before and after, with a source")
    STATED = "stated", _("result stated")
    NONE = "none", _("result not stated")


STRONGEST = tuple(Evidence.values)


class Origin(TextChoices):
    OURS = "ours", _("ours")
    FOUND = "found", _("found elsewhere")
    WAITING = "waiting", _("in waiting: as a source tells it")


class Spot(NamedTuple):
    """Where a thing is: a place and its country, as far as they are known."""

    place: int | None
    country: str | None
    continent: str | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Traits:
    """A thing by its id and number in the index; `values` are what it has, facet by facet."""

    id: str
    number: int
    begins: str
    evidence: str
    values: Values

    def has(self, chosen: Mapping[str, str]) -> bool:
        return all(value in self.values.get(facet, NOTHING) for facet, value in chosen.items())

    @property
    def weakness(self) -> int:
        """0 for the strongest evidence: by this the best come first."""
        return STRONGEST.index(self.evidence)


def values_of(things: Iterable[Traits], there: Mapping[str, Set[str]] | None = None) -> dict[str, set[str]]:
    """Every value that one of the things has, by facet; with those that are `there` already."""
    found = {facet: set(values) for facet, values in (there or {}).items()}
    for thing in things:
        for facet, values in thing.values.items():
            found.setdefault(facet, set()).update(values)
    return found


def where(spots: Iterable[Spot]) -> dict[str, frozenset[str]]:
    """The facets of places: each place, each region it lies in, each band of size."""
    some = list(spots)
    return {
        "place": frozenset(str(spot.place) for spot in some if spot.place),
        "region": frozenset(region for spot in some for region in regions_of(spot)),
        "size": frozenset(str(size) for spot in some if (size := size_of(spot.population or 0))),
    }


def regions_of(spot: Spot) -> Iterable[str]:
    if spot.continent:
        yield spot.continent
    if spot.country in EUROPEAN_UNION:
        yield "eu-countries"
    if spot.country in NORDIC:
        yield "nordic"
