"""What a search for a place answers: the place and why it is this one, the candidates, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kokoaan.places.bearers import Bearer
from kokoaan.places.choosing import SAME_KM, TIMES, largest, rivals
from kokoaan.places.distance import km_between
from kokoaan.places.models import Place

MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """The place that a name means, and why this one."""

    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places that a name may mean, the likeliest first; a person chooses."""

    places: list[Place]
    why: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """No place bears the name; `near` are spellings like it."""

    why: str
    near: list[str] = field(default_factory=list)


def decide(found: list[Bearer], name: str, within: bool, misspelt: bool = False) -> Found | Candidates:
    """Return the place that the name means, or the candidates where none of them outdoes the rest.

    `within` says that a country was given; `misspelt`, that the name is not quite theirs.
    """
    best = largest(found)
    if rivals(best, found):
        says = (
            _("No place is called “%(name)s”, and several are called nearly so; say which one.")
            if misspelt
            else _("Several places are called “%(name)s”; say which one.")
        )
        return Candidates(likeliest(found), says % {"name": name})
    place = Place.objects.select_related("country").get(pk=best.id)
    return Found(place, " ".join(reasons(place, found, name, within, misspelt)))


def reasons(place: Place, found: list[Bearer], name: str, within: bool, misspelt: bool) -> Iterator[str]:
    """Yield the sentences that say why this place was taken."""
    if misspelt:
        yield _("No place is called “%(name)s”; %(place)s is spelt most like it.") % {"name": name, "place": place}
    others = [one for one in found if km_between(one.position, (place.latitude, place.longitude)) > SAME_KM]
    if others:
        yield outdone(place, others)
    elif within:
        yield _("It is the only place of this name there.")
    elif not misspelt:
        yield _("It is the only place of this name.")


def outdone(place: Place, others: list[Bearer]) -> str:
    """Say why this place was taken before the others of its name."""
    second = max(others, key=lambda one: one.population)
    other = Place.objects.select_related("country").get(pk=second.id)
    named = {
        "times": TIMES,
        "other": other,
        "country": other.country,
        "population": number_format(other.population, force_grouping=True),
    }
    if place.population > TIMES * second.population:
        return (
            _(
                "It is over %(times)d times as large as the next place of this name, "
                "%(other)s (%(country)s, %(population)s inhabitants)."
            )
            % named
        )
    return (
        _(
            "The next place of this name, %(other)s (%(country)s, %(population)s inhabitants), "
            "has it only as one spelling of many."
        )
        % named
    )


def likeliest(found: list[Bearer]) -> list[Place]:
    order = {one.id: -one.weight for one in found}
    places = Place.objects.select_related("country").filter(pk__in=order)
    return sorted(places, key=lambda place: (order[place.pk], place.pk))[:MOST_CANDIDATES]
