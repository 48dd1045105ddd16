"""Who bears which name in a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kokoaan.places.atlas import Spot
from kokoaan.places.distance import Position
from kokoaan.places.models import Place, PlaceName

# A name that is not the place's own counts as if the place were this much smaller.
ALTERNATE = 0.1


class Bearer(NamedTuple):
    """A place that bears a name; `weight` is its population, less where the name is not its own.

    `names` is how many names it has, where that was counted.
    """

    id: int
    position: Position
    population: int
    weight: float
    names: int = 0


Names = Mapping[str, list[Bearer]]


def bearer(key: int, position: Position, population: int, *, preferred: bool, names: int = 0) -> Bearer:
    return Bearer(key, position, population, max(population, 1) * (1.0 if preferred else ALTERNATE), names)


def bearers_in(country: str, small: Iterable[Spot]) -> Names:
    """Return the bearers of each folded name in a country: of the database, and small places that it lacks."""
    names: dict[str, list[Bearer]] = {}
    places = {
        key: ((latitude, longitude), population)
        for key, latitude, longitude, population in Place.objects.filter(country=country).values_list(
            "pk", "latitude", "longitude", "population"
        )
    }
    rows = list(PlaceName.objects.filter(place__country=country).values_list("folded", "place_id", "preferred"))
    count = Counter(key for _, key, _ in rows)
    for folded, key, preferred in rows:
        names.setdefault(folded, []).append(bearer(key, *places[key], preferred=preferred, names=count[key]))
    for spot in small:
        if spot.id not in places:
            add(names, spot)
    return names


def add(names: dict[str, list[Bearer]], spot: Spot) -> None:
    position = spot.latitude, spot.longitude
    for order, (_, folded) in enumerate(spot.names()):
        names.setdefault(folded, []).append(bearer(spot.id, position, spot.population, preferred=order == 0))
