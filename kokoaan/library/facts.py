"""The practices in waiting, as sources tell them: their traits, at hand until the next import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from kokoaan.lib.fold import fold
from kokoaan.lib.text import Text
from kokoaan.library.traits import Evidence, Origin, Spot, Traits, values_of, where
from kokoaan.places.countries import countries
from kokoaan.projects.models import Participation, Project
from kokoaan.projects.telling import outcomes
from kokoaan.projects.waiting import PUBLISHERS
from kokoaan.records.models import Snapshot
from kokoaan.search.document import document_id, document_number


@dataclass(frozen=True, slots=True)
class Facts:
    """The traits of facts by their keys, "source:key"; their themes as they are written, by the word folded; and all
    values that they have.
    """

    traits: Mapping[str, Traits]
    words: Mapping[str, str]
    values: Mapping[str, Set[str]]


def facts() -> Facts:
    return facts_as_of(state())


def state() -> str:
    """What is another after each import."""
    loaded = Snapshot.objects.filter(state=Snapshot.State.LOADED).aggregate(Count("pk"), Max("pk"))
    return repr((loaded, Project.objects.aggregate(Max("pk")), Participation.objects.aggregate(Max("pk"))))


@lru_cache(maxsize=1)
def facts_as_of(state: str) -> Facts:
    spots = spots_of_projects()
    told = Project.objects.filter(source__in=list(PUBLISHERS))
    traits, words = {}, {}
    for one in told.iterator():
        traits[f"{one.source}:{one.key}"] = traits_of(one, spots[one.pk])
        words.update({fold(word): word for word in map(str, one.themes)})
    return Facts(traits, words, values_of(traits.values()))


def spots_of_projects() -> Mapping[int, list[Spot]]:
    """Where those who took part are; of a body in no known town, its country."""
    found: dict[int, list[Spot]] = defaultdict(list)
    rows = Participation.objects.filter(project__source__in=list(PUBLISHERS)).values_list(
        "project", "place", "place__country", "place__population", "organisation__country"
    )
    for project, place, country, population, of_body in rows.iterator():
        code = country or of_body
        continent = countries()[code]["continent"] if code in countries() else None
        found[project].append(Spot(place, code, continent, population))
    return found


def traits_of(project: Project, spots: list[Spot]) -> Traits:
    id = document_id("project", f"{project.source}:{project.key}")
    evidence = Evidence.STATED if outcomes(project) else Evidence.NONE
    values = {
        **where(spots),
        "theme": frozenset(filter(None, map(fold, map(str, project.themes)))),
        "stage": frozenset(filter(None, [project.stage])),
        "evidence": frozenset([evidence.value]),
        "origin": frozenset([Origin.WAITING.value]),
        "language": frozenset(languages_of(project.summary) or languages_of(project.title)),
    }
    return Traits(id, document_number(id), project.begins, evidence.value, values)


def languages_of(text: Text) -> list[str]:
    return [lang for lang, version in text.items() if version.get("text")]
