"""Names of places: find a place by any of them, and add those that a source knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kokoaan.lib.fold import fold
from kokoaan.places.added_names import add_names
from kokoaan.places.answers import Candidates, Found, Nothing, decide
from kokoaan.places.bearers import Bearer, bearer
from kokoaan.places.choosing import Resolution
from kokoaan.places.countries import country_code, state_code
from kokoaan.places.models import Place, PlaceName
from kokoaan.places.resolver import Resolver
from kokoaan.places.spelling import readings

__all__ = ["Candidates", "Found", "Nothing", "Resolution", "Resolver", "add_names", "find"]

# "Valencia, Venezuela" and "Valencia (Venezuela)".
WITHIN = re.compile(r"^(?P<name>.+?)\s*(?:,\s*(?P<after>[^,()]+)|\((?P<inside>[^()]+)\))\s*$")
# "Springfield (#4250542)", "Springfield, Illinois, United States (#4250542)", "#4250542".
NUMBERED = re.compile(r"^(?:(?P<name>.*\S)\s*)?(?:\(#(?P<inside>\d{1,18})\)|#(?P<key>\d{1,18}))$")
MOST_SPELLINGS = 5
LONGEST = 200


def find(name: str, country: str | None = None) -> Found | Candidates | Nothing:
    """Return the place that a name in any language means, misspelt a little or not.

    One name of several places is taken only when one is ten times as large as the next, and `why` says so. The
    country may be given as an ISO code, or after the name: "Valencia, Venezuela"; so may a state of the USA, alone or
    before the country.
    """
    if not fold(name) or len(name) > LONGEST:
        return Nothing(
            _("Give the name of a place, at most %(longest)d characters, for example Tampere.") % {"longest": LONGEST}
        )
    if numbered := by_number(name):
        return numbered
    if known := known_as(name, country):
        return known
    words, places, within = next(scopes(name.strip(), country))
    folded = fold(words)
    near = near_spellings(folded, places, errors=1 if len(folded) < 6 else 2)
    if near:
        return decide(bearers_of(near[:1], places), words, within, misspelt=True)
    near = near_spellings(folded, places, errors=len(folded) // 3)
    return Nothing(_("No place is called “%(name)s”.") % {"name": name}, shown_spellings(near, places))


def known_as(name: str, country: str | None = None) -> Found | Candidates | None:
    """As `find`, of names that are spelt right; None when no place is called so."""
    if numbered := by_number(name):
        return numbered if isinstance(numbered, Found) else None
    for words, places, within in scopes(name.strip(), country):
        if found := bearers_of(readings(words), places):
            return decide(found, words, within)
    return None


def by_number(name: str) -> Found | Nothing | None:
    """The place whose GeoNames id was given after its name; Nothing when that is called otherwise."""
    said = NUMBERED.match(name.strip())
    if said is None:
        return None
    key, words = int(said["inside"] or said["key"]), said["name"] or ""
    place = Place.objects.select_related("country").filter(pk=key).first()
    called = {fold(words), fold(words.partition(",")[0])}
    if place and (not words or place.names.filter(folded__in=called).exists()):
        return Found(place, _("It is the place of this number."))
    return Nothing(_("No place with the number %(number)d is called “%(name)s”.") % {"number": key, "name": words})


def scopes(name: str, country: str | None) -> Iterator[tuple[str, QuerySet[PlaceName], bool]]:
    """Yield (name, the names to look among, whether these are of one country only), what says most first."""
    names = PlaceName.objects.all()
    if country:
        names = names.filter(place__country=country)
    of_us = names.filter(place__country="US")
    before, after = parted(name)
    if code := country_code(after):
        town, land = parted(before)
        if code == "US" and (state := state_code(land)):
            yield town, of_us.filter(place__region=state), True
        yield before, names.filter(place__country=code), True
    if state := state_code(after):
        yield before, of_us.filter(place__region=state), True
    yield name, names, bool(country)


def parted(name: str) -> tuple[str, str]:
    """A name and what it says that the place is in: "Springfield, Illinois" and "United States"."""
    said = WITHIN.match(name)
    return (said["name"], said["after"] or said["inside"]) if said else (name, "")


def bearers_of(tries: list[str], names: QuerySet[PlaceName]) -> list[Bearer]:
    """Return the bearers of the first reading that has any, each place once."""
    for folded in tries:
        rows = names.filter(folded=folded).values_list(
            "place_id", "place__latitude", "place__longitude", "place__population", "preferred"
        )
        best: dict[int, Bearer] = {}
        for key, latitude, longitude, population, preferred in rows:
            new = bearer(key, (latitude, longitude), population, preferred=preferred)
            best[key] = max(new, best.get(key, new), key=lambda one: one.weight)
        if best:
            return list(best.values())
    return []


def near_spellings(folded: str, names: QuerySet[PlaceName], *, errors: int) -> list[str]:
    """Return folded names that differ by at most so many errors, the nearest first; the first letter is right."""
    choices = (
        names.annotate(length=Length("folded"))
        .filter(folded__startswith=folded[:1], length__gte=len(folded) - errors, length__lte=len(folded) + errors)
        .order_by("-preferred", "-place__population")
        .values_list("folded", flat=True)
    )
    unique = list(dict.fromkeys(choices))
    found = process.extract(folded, unique, scorer=OSA.distance, score_cutoff=errors, limit=MOST_SPELLINGS)
    return [name for name, _errors, _index in found]


def shown_spellings(near: list[str], names: QuerySet[PlaceName]) -> list[str]:
    return [found.text for folded in near if (found := names.filter(folded=folded).first())]
