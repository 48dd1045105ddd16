"""What of a record is compared: its names, and what else tells it from others. Reads no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kokoaan.duplicates.spoken import forms


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written; the places that it names, by their ids, countries by their codes; the words left."""

    text: str
    places: frozenset[int | str] = frozenset()
    rest: tuple[str, ...] = ()
    # How many places and countries it speaks of, and how many of these are countries.
    count: int = 1
    countries: int = 0

    @property
    def says(self) -> frozenset[str]:
        """What is left without the places, the same in every language; of a city's own body nothing."""
        return frozenset(form for word in self.rest for form in forms(word)) - {"city"}

    @property
    def is_body_of_place(self) -> bool:
        return bool(self.places and self.rest)

    def means_the_same(self, other: Name) -> bool:
        """Whether both are one kind of body of one place. A name may mean several places: one in common will do."""
        if self.places.isdisjoint(other.places) or self.says != other.says:
            return False
        # A city may be said with its country; a company of two countries is two.
        without = self.count - self.countries == other.count - other.countries
        return self.count == other.count or (without and not self.says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is compared of a record. `ids` by what they are called; what is unknown is empty."""

    uid: str
    names: tuple[Name, ...]
    acronym: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    place: int | None = None
    place_name: str = ""
    site: str = ""
    mails: frozenset[str] = frozenset()
    bodies: Mapping[str, str] = field(default_factory=dict)
    is_person: bool = False

    @property
    def speaks_of_places(self) -> bool:
        return any(name.places for name in self.names)
