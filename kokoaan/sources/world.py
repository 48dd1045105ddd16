"""Places by name where no country is said: taken only when one place in the world clearly bears the name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from babel import Locale

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES
from kokoaan.places.bearers import Bearer, Names, bearer
from kokoaan.places.choosing import Resolution, choose
from kokoaan.places.distance import Position
from kokoaan.places.models import Place, PlaceName
from kokoaan.places.regions import Surroundings
from kokoaan.sources.entries import ConceptEntry

SOME = 500
NEAR_KM = 50.0
LARGE_ENOUGH = 100_000


def world_names(names: Iterable[str]) -> Names:
    """Return who in the world bears each folded name, each place once."""
    wanted = sorted({folded for name in names if (folded := fold(name))})
    best: dict[str, dict[int, Bearer]] = {}
    for start in range(0, len(wanted), SOME):
        rows = PlaceName.objects.filter(folded__in=wanted[start : start + SOME]).values_list(
            "folded", "place_id", "place__latitude", "place__longitude", "place__population", "preferred"
        )
        for folded, key, latitude, longitude, population, preferred in rows:
            new = bearer(key, (latitude, longitude), population, preferred=preferred)
            bearers = best.setdefault(folded, {})
            bearers[key] = max(new, bearers.get(key, new), key=lambda one: one.weight)
    return {folded: list(bearers.values()) for folded, bearers in best.items()}


def in_the_world(name: str, near: Position | None, names: Names) -> Resolution:
    return choose(names.get(fold(name), []), Surroundings(near, NEAR_KM) if near else None, "")


def place_names(concepts: Iterable[ConceptEntry]) -> list[tuple[int, str, str]]:
    """Return (place, language, name) of the concepts that are places which the gazetteer knows.

    A concept is a place's only if its English name is the place's own, and no other of its names is another place's.
    YSO is about Finland: a place elsewhere must be large. Lakes, regions and countries fall out: they have other names,
    or share theirs.
    """
    labels = [plain(concept) for concept in concepts if concept.is_place]
    whole = [names for names in labels if len(names) == len(LANGUAGES) and is_a_town(names)]
    known = world_names(name for names in whole for name in names.values())
    home = frozenset(Place.objects.filter(country="FI").values_list("pk", flat=True))
    return sorted({row for names in whole for row in rows_of(names, known, home)})


def plain(concept: ConceptEntry) -> dict[str, str]:
    return {lang: version["text"] for lang, version in concept.label.items()}


def is_a_town(names: dict[str, str]) -> bool:
    return not any("(" in name or fold(name) in territories() for name in names.values())


def rows_of(names: dict[str, str], known: Names, home: Collection[int]) -> Iterator[tuple[int, str, str]]:
    place = in_the_world(names["en"], None, known).place_id
    own = [one for one in known.get(fold(names["en"]), []) if one.id == place and one.weight >= one.population]
    others = [known.get(fold(name), []) for lang, name in names.items() if lang != "en"]
    agreed = all(not bearers or any(one.id == place for one in bearers) for bearers in others)
    if place and own and agreed and (place in home or own[0].population >= LARGE_ENOUGH):
        yield from ((place, lang, name) for lang, name in names.items())


@lru_cache(maxsize=1)
def territories() -> frozenset[str]:
    """Folded names of countries, territories and continents in our languages."""
    return frozenset(fold(str(name)) for lang in LANGUAGES for name in Locale(lang).territories.values())
