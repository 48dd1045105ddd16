"""Which visible record a row is about, when it does not say its address: asked for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

from django.db import models

from kokoaan.imports.naming import has_folded
from kokoaan.lib.fold import fold
from kokoaan.lib.pieces import pieces
from kokoaan.lib.text import TextField
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.records.register import Register

# What tells one record of a kind from another, where its register does not say.
USUAL = frozenset(
    {"name", "title", "number", "kind", "level", "role", "begins", "year", "day", "as_of", "term", "who", "text"}
)
APART = frozenset({"owner", "circle"})
# A kind without names or links to look by is read whole, up to so many rows.
WHOLE = 20_000

Key = tuple[Any, ...]


class Match(NamedTuple):
    """Keys of the records that the row means, and of those of the same name that differ otherwise."""

    same: list[int]
    near: list[int]


def identifying(register: type[Register]) -> tuple[str, ...]:
    if register.identified_by:
        return register.identified_by
    fields = [register.model._meta.get_field(name) for name in register.form_fields]
    return tuple(
        field.name
        for field in fields
        if field.name not in APART and (isinstance(field, models.ForeignKey) or field.name in USUAL)
    )


class Matcher:
    """An empty field of a row meets any value: it says nothing against."""

    def __init__(self, register: type[Register], user: User) -> None:
        self.model, self.user = register.model, user
        self.fields = [self.model._meta.get_field(name) for name in identifying(register)]
        self.ids = register.ids
        self.by_name = has_folded(self.model) and "name" in identifying(register)

    def find(self, records: Sequence[Record]) -> list[Match]:
        groups: dict[str, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, record in enumerate(records):
            column, value = self.lead(record)
            groups[column][value].append(place)
        found = [Match([], []) for _record in records]
        for column, by_value in groups.items():
            self.compare(column, by_value, records, found)
        for name in self.ids:
            self.compare_id(name, records, found)
        return found

    def compare_id(self, name: str, records: Sequence[Record], found: list[Match]) -> None:
        """A record with the same number is meant, whatever it is called."""
        places: dict[Any, list[int]] = defaultdict(list)
        for place, record in enumerate(records):
            if value := getattr(record, name):
                places[value].append(place)
        for some in pieces(list(places)):
            rows = self.model.objects.visible_to(self.user).filter(**{f"{name}__in": some})
            for pk, value in rows.values_list("pk", name):
                for place in places[value]:
                    found[place].same[:] = [pk]

    def lead(self, record: Record) -> tuple[str, Any]:
        """By which column to look, and for what."""
        if self.by_name:
            return "folded", fold(getattr(record, "name", ""))
        for field in self.fields:
            if isinstance(field, models.ForeignKey) and (key := getattr(record, field.attname)) is not None:
                return str(field.attname), key
        return "", None

    def compare(
        self, column: str, by_value: dict[Any, list[int]], records: Sequence[Record], found: list[Match]
    ) -> None:
        if not self.fields:
            return
        visible = self.model.objects.visible_to(self.user).order_by("pk")
        asked = [field.attname for field in self.fields]
        if column:
            queries = [visible.filter(**{f"{column}__in": some}) for some in pieces(list(by_value))]
        else:
            queries = [visible[:WHOLE]]
        for query in queries:
            for pk, value, *held in query.values_list("pk", column or "pk", *asked):
                key = self.said(held)
                for place in by_value.get(value if column else None, ()):
                    given = self.said([getattr(records[place], name) for name in asked])
                    if agree(given, key):
                        found[place].same.append(pk)
                    elif column == "folded":
                        found[place].near.append(pk)

    def said(self, values: Sequence[Any]) -> list[set[Any]]:
        return [said(field, value) for field, value in zip(self.fields, values, strict=True)]

    def keys(self, record: Record) -> set[Key]:
        """What another row of the file would have to say to mean the same; none when this one says too little."""
        values = self.said([getattr(record, field.attname) for field in self.fields])
        return set(product(*(value or {None} for value in values))) if any(values) else set()


def said(field: Any, value: Any) -> set[Any]:
    """The value as it is compared; a text in each of its languages. Empty when nothing is said."""
    if value in (None, "", {}):
        return set()
    if isinstance(field, TextField):
        return {fold(one["text"]) for one in value.values() if one.get("text")}
    return {fold(value)} if isinstance(value, str) else {value}


def agree(given: list[set[Any]], held: list[set[Any]]) -> bool:
    return any(given) and all(not one or one & other for one, other in zip(given, held, strict=True))
