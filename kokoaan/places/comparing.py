"""What GeoNames, CLDR and our own table say of places, compared with what is stored. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES, Version, text
from kokoaan.places import atlas
from kokoaan.places.countries import countries
from kokoaan.places.exonyms import Exonym, exonyms
from kokoaan.places.models import Country, Place, PlaceName

# The sources of names that a load replaces; names of others are left alone.
OURS = ("geonames", "exonyms")
# Up to so many places are asked for by key; for more, all are read.
FEW = 5000
PLACE_FIELDS = ["local_name", "name", "country_id", "region", "latitude", "longitude", "population", "timezone"]


class Name(NamedTuple):
    text: str
    folded: str
    lang: str
    source: str
    preferred: bool


@dataclass(slots=True)
class Difference:
    """What a load will write, and how much is as it was."""

    countries: list[Country] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    renamed: list[int] = field(default_factory=list)
    names: list[tuple[int | str | bool, ...]] = field(default_factory=list)
    same: int = 0

    def __len__(self) -> int:
        return len(self.countries) + len(self.places) + len(self.names)


def changed_countries() -> list[Country]:
    stored = {country.code: country for country in Country.objects.all()}
    wanted = [
        Country(code=code, continent=of["continent"], name=text(**{lang: of[lang] for lang in LANGUAGES}))
        for code, of in countries().items()
    ]
    return [new for new in wanted if not same(new, stored.get(new.code), ["continent", "name"])]


def same(new: Country | Place, old: Country | Place | None, fields: list[str]) -> bool:
    return old is not None and all(getattr(new, name) == getattr(old, name) for name in fields)


def compare_places(spots: list[atlas.Spot], difference: Difference) -> None:
    stored = Place.objects.in_bulk() if len(spots) > FEW else Place.objects.in_bulk([spot.id for spot in spots])
    stated = stated_elsewhere()
    for spot in spots:
        new = place_of(spot, exonyms().get(spot.id), stated.get(spot.id, {}))
        if same(new, stored.get(spot.id), PLACE_FIELDS):
            difference.same += 1
        else:
            difference.places.append(new)


def stated_elsewhere() -> dict[int, dict[str, str]]:
    """Return {place: {lang: name}} of sources other than ours, YSO for one."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = (
        PlaceName.objects.filter(lang__in=LANGUAGES, preferred=True).exclude(source__in=OURS).order_by("source", "pk")
    )
    for key, lang, words in rows.values_list("place_id", "lang", "text"):
        found[key].setdefault(lang, words)
    return found


def place_of(spot: atlas.Spot, exonym: Exonym | None, stated: dict[str, str]) -> Place:
    return Place(
        id=spot.id,
        local_name=(exonym and exonym.local) or spot.name,
        name=shown(exonym.stated() if exonym else {}, stated),
        country_id=spot.country,
        region=spot.region,
        latitude=spot.latitude,
        longitude=spot.longitude,
        population=spot.population,
        timezone=spot.timezone,
    )


def shown(ours: dict[str, str], stated: dict[str, str]) -> dict[str, Version]:
    """Return the names to show: our own table's first, then what other sources state."""
    return text(**{lang: ours.get(lang) or stated.get(lang, "") for lang in LANGUAGES})


def names_of(spot: atlas.Spot, exonym: Exonym | None) -> Iterator[Name]:
    for order, (words, folded) in enumerate(spot.names()):
        yield Name(words, folded, "", "geonames", order == 0)
    if exonym:
        for lang, words in exonym.stated().items():
            yield Name(words, fold(words), lang, "exonyms", True)
        if exonym.local:
            yield Name(exonym.local, fold(exonym.local), "", "exonyms", True)


def compare_names(spots: list[atlas.Spot], difference: Difference) -> None:
    rows = PlaceName.objects.filter(source__in=OURS)
    if len(spots) <= FEW:
        rows = rows.filter(place__in=[spot.id for spot in spots])
    stored: dict[int, set[Name]] = defaultdict(set)
    for key, *name in rows.values_list("place_id", *Name._fields).iterator(chunk_size=FEW):
        stored[key].add(Name(*name))
    for spot in spots:
        wanted = list(names_of(spot, exonyms().get(spot.id)))
        if stored.get(spot.id, set()) != set(wanted):
            difference.renamed += [spot.id] if spot.id in stored else []
            difference.names += [(spot.id, *name) for name in wanted]
