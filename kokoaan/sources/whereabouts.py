"""Which places the rows of a source mean. Reads the database, writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from django.utils.translation import gettext as _

from kokoaan.places.atlas import Spot
from kokoaan.places.bearers import Names
from kokoaan.places.models import Country, Place
from kokoaan.places.names import Resolver
from kokoaan.places.shelf import small_spots
from kokoaan.sources.entries import Where
from kokoaan.sources.errors import SourceError
from kokoaan.sources.world import in_the_world, world_names


class Whereabouts:
    """Answers which place a Where means, and remembers which places the answers need."""

    def __init__(self, resolver: Resolver | None = None) -> None:
        self.resolver = resolver or Resolver()
        self.known = set(Place.objects.values_list("pk", flat=True))
        self.countries = set(Country.objects.values_list("pk", flat=True))
        self.world: Names = {}
        self.answers: dict[Where, tuple[int | None, str]] = {}
        if not self.known:
            raise SourceError(_("No places are loaded yet, so nothing can be placed. Run first: kokoaan prepare"))

    def learn(self, wheres: Collection[Where]) -> None:
        """Learn where regions lie, to tell namesakes apart by them; and who bears the names without a country."""
        self.resolver.learn_regions((where.town, where.country, hint(where)) for where in wheres if where.region)
        self.world = world_names(where.town for where in wheres if not where.country)

    def place(self, where: Where) -> tuple[int | None, str]:
        """Return the place, or None and the reason."""
        if (answer := self.answers.get(where)) is None:
            answer = self.answers[where] = self.look(where)
        return answer

    def look(self, where: Where) -> tuple[int | None, str]:
        if where.geonames and self.exists(where.geonames):
            return where.geonames, ""
        near = None if where.latitude is None or where.longitude is None else (where.latitude, where.longitude)
        if where.from_name:
            found = self.resolver.called(where.town, where.country)
        elif where.country:
            found = self.resolver.resolve(where.town, where.country, near=near, region=hint(where))
        else:
            found = in_the_world(where.town, near, self.world)
        return (found.place_id, "") if found.place_id else (None, found.reason[:200])

    def exists(self, key: int) -> bool:
        return key in self.known or key in self.small

    @cached_property
    def small(self) -> Mapping[int, Spot]:
        """Small places that the database may lack; opened only when a source names one."""
        return small_spots()

    def country(self, code: str) -> str | None:
        return code if code in self.countries else None

    def to_take_in(self) -> list[int]:
        """Places that the answers name and the database lacks."""
        return sorted({key for key, _reason in self.answers.values() if key} - self.known)


def hint(where: Where) -> str:
    """The smallest region that is named."""
    return where.region.split(" | ")[0]
