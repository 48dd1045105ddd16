"""The practices that the desk itself has written down from public pages: those with the source "starter"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst

from kokoaan.lib.said import Said, first_of
from kokoaan.places.continents import CONTINENTS
from kokoaan.places.models import Place
from kokoaan.projects.models import Participation, Project
from kokoaan.projects.telling import result_of
from kokoaan.strategy.models import Concept

SOURCE = "starter"


@dataclass(frozen=True)
class Practice:
    """A practice as a list shows it."""

    project: Project
    parts: Sequence[Participation]

    @cached_property
    def title(self) -> Said:
        return first_of(self.project.title) or Said("en", str(self.project))

    @cached_property
    def summary(self) -> Said | None:
        return first_of(self.project.summary)

    @cached_property
    def result(self) -> Said | None:
        return result_of(self.project)

    @cached_property
    def places(self) -> list[Place]:
        return list(dict.fromkeys(part.place for part in self.parts if part.place))

    @property
    def continents(self) -> set[str]:
        return {place.country.continent for place in self.places}


def practices() -> list[Practice]:
    """Every practice with its places, the newest first."""
    projects = Project.objects.filter(source=SOURCE).order_by("-begins", "key")
    projects = projects.prefetch_related("participations__place__country")
    return [Practice(project, list(project.participations.all())) for project in projects]


def narrowed(found: Iterable[Practice], continent: str, theme: str) -> list[Practice]:
    """The practices of a continent, of a theme, or of both."""
    return [
        one
        for one in found
        if (not continent or continent in one.continents) and (not theme or theme in one.project.themes)
    ]


def continents(found: Iterable[Practice]) -> list[tuple[str, str]]:
    there = set().union(*(one.continents for one in found))
    return sorted(((code, str(CONTINENTS[code])) for code in there), key=lambda pair: pair[1])


def themes(found: Iterable[Practice]) -> list[tuple[str, str]]:
    """The themes of practices with their names in the reader's language."""
    there = {theme for one in found for theme in one.project.themes}
    names = theme_names()
    return sorted(((theme, capfirst(names.get(theme, theme))) for theme in there), key=lambda pair: pair[1])


def theme_names() -> dict[str, str]:
    """By the English word that practices name a theme with."""
    concepts = Concept.objects.filter(source=SOURCE)
    return {concept.key.partition(":")[2]: str(concept) for concept in concepts}
