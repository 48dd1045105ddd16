"""Who was met, as typed: which of the names the house knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kokoaan.lib.fold import fold
from kokoaan.lib.keys import key_said
from kokoaan.organisations.models import Organisation, Person
from kokoaan.people.models import User
from kokoaan.places.countries import country_code, state_code
from kokoaan.places.models import Place
from kokoaan.places.names import Candidates, Found, known_as

# An organisation's own name may hold so many commas.
COMMAS = 3
LONGEST = 200
# Of so many names it is asked what they mean; what is typed after them stays text.
MOST = 30
R = TypeVar("R", Place, Organisation, Person)
PLACE, ORGANISATION, PERSON = "place", "organisation", "person"


@dataclass(frozen=True, slots=True)
class Named:
    """One name of those typed. More than one of either kind is a question for the person."""

    text: str
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return any(len(some) > 1 for some in (self.places, self.organisations, self.people))

    @property
    def sure_places(self) -> tuple[Place, ...]:
        return self.places if len(self.places) == 1 else ()

    @property
    def sure_organisations(self) -> tuple[Organisation, ...]:
        return self.organisations if len(self.organisations) == 1 else ()

    @property
    def sure_people(self) -> tuple[Person, ...]:
        return self.people if len(self.people) == 1 else ()


def parted(who: str) -> list[str]:
    """What stands between the commas."""
    return [part for typed in who.split(",") if (part := typed.strip())]


def names_in(who: str, user: User, picked: Collection[str] = ()) -> list[Named]:
    """The names in `who`, which has commas between. `picked` are keys ("place:588409") that the person chose.

    Organisations and people are known as far as user sees them. Only names that are spelt right are taken: a guess
    would link a meeting with a person to a village.
    """
    parts = parted(who)
    return [*read(parts[:MOST], user, picked), *(Named(part) for part in parts[MOST:])]


def read(parts: list[str], user: User, picked: Collection[str]) -> Iterator[Named]:
    while parts:
        taken, named = longest(parts, user, picked)
        yield named
        parts = parts[taken:]


def longest(parts: list[str], user: User, picked: Collection[str]) -> tuple[int, Named]:
    """How many parts make the next name, and what it is: commas may belong to it ("Valencia, Venezuela")."""
    for taken in range(min(COMMAS + 1, len(parts)), 1, -1):
        text = ", ".join(parts[:taken])
        organisations, people = organisations_called(text, user, picked), people_called(text, user, picked)
        if organisations or people:
            return taken, Named(text, (), organisations, people)
    if len(parts) > 1 and (country_code(parts[1]) or state_code(parts[1])):
        text = ", ".join(parts[:2])
        if places := places_called(text, picked):
            return 2, Named(text, places)
    text = parts[0]
    organisations, people = organisations_called(text, user, picked), people_called(text, user, picked)
    return 1, Named(text, places_called(text, picked), organisations, people)


def organisations_called(text: str, user: User, picked: Collection[str]) -> tuple[Organisation, ...]:
    return chosen(ORGANISATION, tuple(Organisation.objects.visible_to(user).named(text)), picked)


def people_called(text: str, user: User, picked: Collection[str]) -> tuple[Person, ...]:
    rows = Person.objects.visible_to(user).named(text).prefetch_related("roles__organisation")
    return chosen(PERSON, tuple(rows), picked)


def places_called(text: str, picked: Collection[str]) -> tuple[Place, ...]:
    if not fold(text) or len(text) > LONGEST:
        return ()
    keys = [key for one in picked if (key := key_of(one, PLACE))]
    if keys and (those := tuple(Place.objects.filter(pk__in=keys, names__folded=fold(text)).distinct())):
        return those[:1]
    found = known_as(text)
    if isinstance(found, Found):
        return (found.place,)
    return chosen(PLACE, tuple(found.places), picked) if isinstance(found, Candidates) else ()


def chosen(kind: str, rows: tuple[R, ...], picked: Collection[str]) -> tuple[R, ...]:
    """The row that was picked among rows, else all of them."""
    return next(((row,) for row in rows if f"{kind}:{row.pk}" in picked), rows)


def key_of(picked: str, kind: str) -> int:
    """The primary key in "place:588409", or 0."""
    found, _, key = picked.partition(":")
    return key_said(key) if found == kind else 0
