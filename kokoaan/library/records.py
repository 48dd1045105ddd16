"""The practices that the desk keeps: the traits of those that a person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from kokoaan.lib.fold import fold
from kokoaan.lib.text import in_language
from kokoaan.library.facts import languages_of
from kokoaan.library.traits import Evidence, Spot, Traits, where
from kokoaan.people.models import User
from kokoaan.practices.models import Adoption, Practice, PracticeResult
from kokoaan.search.document import document_id, document_number
from kokoaan.strategy.models import Concept

# Steps by which a practice has been taken over; who has only seen it, or has dropped it, has not.
TAKEN = frozenset([Adoption.Stage.ADAPTED, Adoption.Stage.PILOTED, Adoption.Stage.IN_USE])


@dataclass(frozen=True, slots=True)
class Kept:
    """What hangs on practices, by their primary keys."""

    measured: frozenset[int]
    told: frozenset[int]
    takers: Mapping[int, frozenset[str]]
    themes: Mapping[int, frozenset[str]]


def records(user: User | AnonymousUser) -> tuple[list[Traits], frozenset[str]]:
    """Practices that user may see, and the keys of the facts that these tell of: they are shown once."""
    seen = Practice.objects.visible_to(user)
    rows, kept = list(seen.select_related("place__country")), hanging(seen.order_by().values("pk"))
    return [traits_of(row, kept) for row in rows], frozenset(row.fact for row in rows if row.fact)


def hanging(practices: QuerySet[Any, Any]) -> Kept:
    results = PracticeResult.objects.filter(practice__in=practices)
    return Kept(
        frozenset(results.measured().exclude(source="").values_list("practice", flat=True)),
        frozenset(results.values_list("practice", flat=True)),
        {key: frozenset(adopters) for key, adopters in takers(Adoption.objects.filter(practice__in=practices)).items()},
        themes_of(practices),
    )


def takers(steps: Iterable[Adoption]) -> dict[int, list[str]]:
    """Who has taken each practice over, by the last step of each: "unit-7" is one of us."""
    last: dict[tuple[int, str], str] = {}
    for step in sorted(steps, key=lambda one: (one.on, one.pk)):
        who = f"unit-{step.unit_id}" if step.unit_id else f"place-{step.place_id or ''}-{step.organisation_id or ''}"
        last[step.practice_id, who] = step.stage
    found: dict[int, list[str]] = defaultdict(list)
    for (practice, who), stage in last.items():
        if stage in TAKEN:
            found[practice].append(who)
    return found


def themes_of(practices: QuerySet[Any, Any]) -> Mapping[int, frozenset[str]]:
    links = Practice.themes.through._default_manager.filter(practice__in=practices).values_list("practice", "concept")
    concepts = Concept.objects.in_bulk({concept for _practice, concept in links})
    found: dict[int, set[str]] = defaultdict(set)
    for practice, concept in links:
        found[practice].add(fold(in_language(concepts[concept].label, "en")))
    return {practice: frozenset(themes) for practice, themes in found.items()}


def traits_of(practice: Practice, kept: Kept) -> Traits:
    id = document_id("practice", str(practice.uid))
    evidence = evidence_of(practice, kept)
    place = practice.place
    spots = [Spot(place.pk, place.country_id, place.country.continent, place.population)] if place else []
    values = {
        **where(spots),
        "theme": kept.themes.get(practice.pk, frozenset()),
        "stage": frozenset(filter(None, [practice.stage])),
        "evidence": frozenset([evidence.value]),
        "adopted": adopted(kept.takers.get(practice.pk, frozenset())),
        "origin": frozenset([practice.origin]),
        "language": frozenset(languages_of(practice.title)),
    }
    return Traits(id, document_number(id), practice.begins, evidence.value, values)


def evidence_of(practice: Practice, kept: Kept) -> Evidence:
    if practice.pk in kept.measured:
        return Evidence.MEASURED
    return Evidence.STATED if practice.pk in kept.told or languages_of(practice.results) else Evidence.NONE


def adopted(takers: frozenset[str]) -> frozenset[str]:
    ours = frozenset(who for who in takers if who.startswith("unit-"))
    return ours.union(["us"] if ours else [], ["any"] if takers else [])
