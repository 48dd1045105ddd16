"""Towns of imported rows resolved to places, a hundred thousand a second."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from kokoaan.lib.fold import fold
from kokoaan.places import atlas
from kokoaan.places.countries import EU_CODES
from kokoaan.places.distance import Position, km_between
from kokoaan.places.models import Place, PlaceName
from kokoaan.places.spelling import readings, shortened

# A place this many times larger than the next is the one that was meant.
TIMES = 10
# A name that is not the place's own counts as if the place were this much smaller.
ALTERNATE = 0.1
# Nearer than this, two places of one name are one city and its centre.
SAME_KM = 30.0
# A place within this distance of where it is said to be fits.
NEAR_KM = 100.0
CLOSE_SPELLING = 90.0


class Resolution(NamedTuple):
    """The place, or None; and why."""

    place_id: int | None
    reason: str


class Bearer(NamedTuple):
    """A place that bears a name."""

    id: int
    position: Position
    population: int
    weight: float


Names = dict[str, list[Bearer]]


class Resolver:
    """Resolves towns within a country; keeps what it has read and answered in memory.

    Small places are among the answers though the database may lack them: give the answers to
    `gazetteer.take_in` before rows refer to them.
    """

    def __init__(self, small: atlas.Small = atlas.small_in) -> None:
        self.small = small
        self.names: dict[str, Names] = {}
        self.by_letter: dict[tuple[str, str], list[str]] = {}
        self.regions: dict[tuple[str, str], Position] = {}
        self.answers: dict[tuple[str, str, str, Position | None], Resolution] = {}

    def resolve(
        self, town: str | None, country: str, *, near: Position | None = None, region: str | None = None
    ) -> Resolution:
        """Return the place that a town in a country (its ISO or EU code) means, or None with the reason."""
        key = (town or "", country, region or "", near)
        if (answer := self.answers.get(key)) is None:
            country = country.upper()
            country = EU_CODES.get(country, country)
            near = near or self.regions.get((country, fold(region or "")))
            answer = self.answers[key] = self.look(town or "", country, near)
        return answer

    def learn_regions(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Learn where regions lie from (town, country, region) rows whose town is plain, to tell namesakes apart."""
        found: dict[tuple[str, str], list[Position]] = {}
        for town, country, region in set(rows):
            country = EU_CODES.get(country.upper(), country.upper())
            bearers = self.names_in(country).get(fold(town), [])
            if region and len(bearers) == 1:
                found.setdefault((country, fold(region)), []).append(bearers[0].position)
        for key, positions in found.items():
            self.regions[key] = middle(positions)
        self.answers.clear()

    def look(self, town: str, country: str, near: Position | None) -> Resolution:
        names = self.names_in(country)
        if not fold(town):
            return Resolution(None, "no town is given")
        if not names:
            return Resolution(None, "no places of this country are known")
        for trust, tries in (("exact name", readings(town)), ("part of the name", shortened(town))):
            doubt = None
            for name in tries:
                if bearers := names.get(name):
                    answer = choose(bearers, near, trust)
                    if answer.place_id:
                        return answer
                    doubt = doubt or answer
            if doubt:
                return doubt
            if trust == "exact name" and (answer := self.look_closely(tries, country, near)):
                return answer
        return Resolution(None, "no place of this name is known")

    def look_closely(self, tries: list[str], country: str, near: Position | None) -> Resolution | None:
        """Return the place whose spelling is nearest, when it is near enough."""
        for name in tries:
            choices = self.starting(country, name[0])
            found = process.extractOne(name, choices, scorer=fuzz.ratio, score_cutoff=CLOSE_SPELLING)
            if found and len(name) > 4:
                return choose(self.names[country][found[0]], near, f"spelt like {found[0]}")
        return None

    def starting(self, country: str, letter: str) -> list[str]:
        if (country, letter) not in self.by_letter:
            self.by_letter[country, letter] = [name for name in self.names_in(country) if name[0] == letter]
        return self.by_letter[country, letter]

    def names_in(self, country: str) -> Names:
        if country not in self.names:
            self.names[country] = read_names(country, self.small(country))
        return self.names[country]


def read_names(country: str, small: Iterable[atlas.Spot]) -> Names:
    """Return who bears each name in a country: all places of the database, and small ones that it lacks."""
    places = {
        key: ((latitude, longitude), population)
        for key, latitude, longitude, population in Place.objects.filter(country=country).values_list(
            "pk", "latitude", "longitude", "population"
        )
    }
    names: Names = {}
    rows = PlaceName.objects.filter(place__country=country).values_list("folded", "place_id", "preferred")
    for folded, key, preferred in rows.iterator(chunk_size=10_000):
        add(names, folded, key, *places[key], preferred=preferred)
    for spot in small:
        if spot.id not in places:
            for order, (_, folded) in enumerate(spot.names()):
                add(names, folded, spot.id, (spot.latitude, spot.longitude), spot.population, preferred=order == 0)
    return names


def add(names: Names, folded: str, key: int, position: Position, population: int, *, preferred: bool) -> None:
    weight = max(population, 1) * (1.0 if preferred else ALTERNATE)
    names.setdefault(folded, []).append(Bearer(key, position, population, weight))


def choose(bearers: list[Bearer], near: Position | None, trust: str) -> Resolution:
    """Return the place that a name means within its country, or None where two are as likely."""
    if near:
        close = [bearer for bearer in bearers if km_between(bearer.position, near) <= NEAR_KM]
        if close:
            best = max(close, key=lambda bearer: bearer.weight)
            return Resolution(best.id, f"{trust}, in the region given" if len(bearers) > len(close) else trust)
    best = max(bearers, key=lambda bearer: (bearer.weight, -bearer.id))
    for other in bearers:
        if other.weight * TIMES > best.weight and km_between(best.position, other.position) > SAME_KM:
            return Resolution(None, "several places of this name")
    return Resolution(best.id, trust)


def middle(positions: list[Position]) -> Position:
    """Return the median of positions: one that is far off moves it little."""
    latitudes, longitudes = sorted(p[0] for p in positions), sorted(p[1] for p in positions)
    return latitudes[len(positions) // 2], longitudes[len(positions) // 2]
