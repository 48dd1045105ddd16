"""Towns of imported rows resolved to places: each town once by thought, then from memory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

from kokoaan.lib.fold import fold
from kokoaan.places import atlas
from kokoaan.places.bearers import Names, bearers_in
from kokoaan.places.choosing import UNKNOWN, Resolution, choose
from kokoaan.places.countries import EU_CODES, PARTS
from kokoaan.places.distance import Position
from kokoaan.places.regions import Regions, Surroundings
from kokoaan.places.shelf import Shelf, shelf
from kokoaan.places.spelling import readings, shortened

# A place within this distance of a position given fits.
NEAR_KM = 100.0
# Misspelt names are at least so alike, of a hundred.
CLOSE_SPELLING = 90.0
# More than this is not a town; reading it would take long.
LONGEST = 200
NO_TOWN = Resolution(None, "no town is given")
NO_COUNTRY = Resolution(None, "no places of this country are known")


class Resolver:
    """Resolves towns within a country; keeps what it has read and answered in memory.

    Small places are among the answers though the database may lack them: give the answers to
    `gazetteer.take_in` before rows refer to them.
    """

    def __init__(self, small: atlas.Small | None = None) -> None:
        self.given = small
        self.regions = Regions()
        self.names: dict[str, Names] = {}
        self.by_letter: dict[str, dict[str, list[str]]] = {}
        self.answers: dict[tuple[str | None, str, str | None, Position | None], Resolution] = {}

    def resolve(
        self, town: str | None, country: str, *, near: Position | None = None, region: str | None = None
    ) -> Resolution:
        """Return the place that a town in a country (its ISO or EU code) means, or None with the reason.

        `near` is a position; `region` the name or NUTS code of a region that `learn_regions` has met.
        """
        key = (town, country, region, near)
        if (answer := self.answers.get(key)) is None:
            code = iso(country)
            where = Surroundings(near, NEAR_KM) if near else self.regions.where(code, region or "")
            answer = self.answers[key] = self.look((town or "")[:LONGEST], code, where)
        return answer

    def called(self, name: str, country: str) -> Resolution:
        """Return the place of a country that is called just so: no misspelling and no part of the name counts."""
        return choose(self.names_in(iso(country)).get(fold(name), []), None, "exact name")

    def learn_regions(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Learn where regions lie from (town, country, region) rows whose town is plain, to tell namesakes apart."""
        for town, country, region in sorted(set(rows)):
            found = self.names_in(iso(country)).get(fold(town), [])
            if region and len({bearer.id for bearer in found}) == 1:
                self.regions.learn(iso(country), region, found[0].position)
        self.answers.clear()

    def look(self, town: str, country: str, where: Surroundings | None) -> Resolution:
        if not fold(town):
            return NO_TOWN
        codes = [code for code in (country, *PARTS.get(country, ())) if self.names_in(code)]
        if not codes:
            return NO_COUNTRY
        for way in (self.exactly, self.closely, self.partly):
            for code in codes:
                # A region lies in its own country; its parts overseas are far from all of them.
                answer = way(town, code, where if code == country else None)
                if answer is not UNKNOWN:
                    return answer
        return UNKNOWN

    def exactly(self, town: str, country: str, where: Surroundings | None) -> Resolution:
        return self.first(readings(town), country, where, sure=True)

    def partly(self, town: str, country: str, where: Surroundings | None) -> Resolution:
        return self.first(shortened(town), country, where, sure=False)

    def first(self, tries: list[str], country: str, where: Surroundings | None, *, sure: bool) -> Resolution:
        """Return the first try that means one place; else the doubt of the first that meant any."""
        doubt, why = UNKNOWN, "exact name" if sure else "part of the name"
        for name in tries:
            answer = choose(self.names_in(country).get(name, []), where, why, sure=sure)
            if answer.place_id:
                return answer
            doubt = answer if doubt is UNKNOWN else doubt
        return doubt

    def closely(self, town: str, country: str, where: Surroundings | None) -> Resolution:
        """Return the place whose spelling is nearest, when it is near enough."""
        for name in readings(town):
            nearest = self.nearest(name, country) if len(name) > 4 else None
            if nearest:
                answer = choose(self.names_in(country)[nearest], where, f"spelt like “{nearest}”", sure=False)
                if answer.place_id:
                    return answer
        return UNKNOWN

    def nearest(self, name: str, country: str) -> str | None:
        """Return the known name with the same first letter that is spelt most like this one, if near enough."""
        found = process.extractOne(
            name, self.starting(country, name[0]), scorer=fuzz.ratio, score_cutoff=CLOSE_SPELLING
        )
        return found[0] if found else None

    def starting(self, country: str, letter: str) -> list[str]:
        """Return the names in a country that begin with the letter."""
        if country not in self.by_letter:
            sorted_out: dict[str, list[str]] = {}
            for name in self.names_in(country):
                sorted_out.setdefault(name[:1], []).append(name)
            self.by_letter[country] = sorted_out
        return self.by_letter[country].get(letter, [])

    @cached_property
    def shelf(self) -> Shelf | None:
        """Small places given mean names of one's own; else all come from the shelf, if the gazetteer is loaded."""
        return shelf() if self.given is None else None

    def read_names(self, country: str) -> Names:
        if self.shelf:
            return self.shelf.names(country)
        return bearers_in(country, (self.given or atlas.small_in)(country))

    def names_in(self, country: str) -> Names:
        if country not in self.names:
            self.names[country] = self.read_names(country)
        return self.names[country]


def iso(country: str) -> str:
    return EU_CODES.get(country.upper(), country.upper())
