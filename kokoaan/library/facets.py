"""By what the library is narrowed: facet by facet, each value in the reader's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.stage import Stage
from kokoaan.library.themes import theme_names
from kokoaan.library.traits import Evidence, Origin, Traits
from kokoaan.people.models import Unit
from kokoaan.places.continents import CONTINENTS
from kokoaan.places.sizes import PEOPLE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REGIONS: Mapping[str, StrOrPromise] = {
    "nordic": _("the Nordic countries"),
    "eu-countries": _("the European Union"),
    **CONTINENTS,
}
Counts = Mapping[str, Counter[str]]
ADOPTERS: Mapping[str, StrOrPromise] = {"us": _("by a unit of ours"), "any": _("by anybody")}


@dataclass(frozen=True, slots=True)
class Facet:
    """What a filter asks, and what its values are called; values without an order of their own go by name."""

    label: StrOrPromise
    every: StrOrPromise
    names: Callable[[Iterable[str]], Mapping[str, str]]


def of_table(table: Mapping[str, StrOrPromise]) -> Callable[[Iterable[str]], Mapping[str, str]]:
    def names(values: Iterable[str]) -> Mapping[str, str]:
        there = set(values)
        return {value: capfirst(str(name)) for value, name in table.items() if value in there}

    return names


def themes(values: Iterable[str]) -> Mapping[str, str]:
    return by_name({value: capfirst(name) for value, name in theme_names(set(values)).items()})


def languages(values: Iterable[str]) -> Mapping[str, str]:
    return by_name({value: capfirst(language_name(value)) for value in values})


def adopters(values: Iterable[str]) -> Mapping[str, str]:
    """Anybody, us, and each unit of ours."""
    there = set(values)
    keys = {int(value.removeprefix("unit-")): value for value in there if value.startswith("unit-")}
    units = {keys[pk]: str(unit) for pk, unit in Unit.objects.in_bulk(keys).items()}
    return {**of_table(ADOPTERS)(there), **by_name(units)}


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


FACETS: Mapping[str, Facet] = {
    "theme": Facet(_("Theme"), _("Any theme"), themes),
    "region": Facet(_("Where in the world"), _("Anywhere"), of_table(REGIONS)),
    "size": Facet(_("Size of the city"), _("Any size"), of_table({size: size.label for size in PEOPLE})),
    "stage": Facet(_("Stage"), _("Any stage"), of_table(dict(Stage.choices))),
    "evidence": Facet(_("Strength of evidence"), _("Any"), of_table(dict(Evidence.choices))),
    "adopted": Facet(_("Taken over"), _("Taken over or not"), adopters),
    "origin": Facet(_("Whose"), _("Anybody's"), of_table(dict(Origin.choices))),
    "language": Facet(_("Language of the text"), _("Any language"), languages),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose; `count` is how many of what was found have it, None where that is not known."""

    value: str
    name: str
    count: int | None


def counted(things: Collection[Traits]) -> Counts:
    """How many of the things have each value of each facet."""
    return {facet: Counter(value for one in things for value in one.values.get(facet, ())) for facet in FACETS}


def options(choices: Iterable[tuple[str, str]], counts: Counter[str] | None) -> list[Option]:
    return [Option(value, name, None if counts is None else counts[value]) for value, name in choices]
