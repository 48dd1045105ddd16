"""Which visible record a row is about, when it does not say its address: asked for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from django.db import models

from kokoaan.imports.called import Called, has_folded
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
# The fields that a record is called by.
NAMING = frozenset({"name", "title", "given", "family"})
APART = frozenset({"owner", "circle"})
# A kind without names or links to look by is read whole, up to so many rows.
WHOLE = 20_000

Key = tuple[Any, ...]
Said = list[set[Any]]


class Match(NamedTuple):
    """Keys of the records that the row means, and of those of the same name that differ otherwise."""

    same: list[int]
    near: list[int]


class Asked(NamedTuple):
    """A record as a row has it, and the fields that the row tells; the others are defaults, which say nothing."""

    record: Record
    told: Collection[str]


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
    """Numbers of public registers come first; a name counts only where no such number says otherwise.

    An empty field of a row meets any value: it says nothing against.
    """

    def __init__(self, register: type[Register], user: User, called: Called) -> None:
        self.model, self.user, self.called = register.model, user, called
        self.fields = [self.model._meta.get_field(name) for name in identifying(register)]
        self.ids = register.ids
        self.by_name = has_folded(self.model) and not NAMING.isdisjoint(identifying(register))

    def find(self, rows: Sequence[Asked]) -> list[Match]:
        found = [Match([], []) for _row in rows]
        if self.fields:
            groups: dict[str, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
            for place, row in enumerate(rows):
                for column, value in self.leads(row):
                    groups[column][value].append(place)
            for column, by_value in groups.items():
                self.compare(column, by_value, rows, found)
        return [self.by_id_first(match, ids) for match, ids in zip(found, self.with_ids(rows), strict=True)]

    def by_id_first(self, match: Match, ids: list[int]) -> Match:
        return Match(ids, [key for key in (*match.same, *match.near) if key not in ids]) if ids else match

    def with_ids(self, rows: Sequence[Asked]) -> list[list[int]]:
        """The records that have one of the row's numbers, whatever they are called."""
        found: list[dict[int, None]] = [{} for _row in rows]
        for name in self.ids:
            places: dict[Any, list[int]] = defaultdict(list)
            for place, row in enumerate(rows):
                if value := getattr(row.record, name):
                    places[value].append(place)
            for some in pieces(list(places)):
                there = self.model.objects.visible_to(self.user).filter(**{f"{name}__in": some}).order_by("pk")
                for pk, value in there.values_list("pk", name):
                    for place in places[value]:
                        found[place][pk] = None
        return [list(keys) for keys in found]

    def leads(self, row: Asked) -> Iterable[tuple[str, Any]]:
        """By which column to look, and for what."""
        if self.by_name:
            return [("pk", name) for name in self.names(row.record)]
        for field in self.fields:
            if isinstance(field, models.ForeignKey) and (key := getattr(row.record, field.attname)) is not None:
                return [(str(field.attname), key)]
        return [("", None)]

    def names(self, record: Record) -> set[str]:
        """What the record is called, in each language that it has a name in."""
        texts = [getattr(record, field.name) for field in self.fields if isinstance(field, TextField)]
        inner = [one.get("text", "") for text in texts for one in text.values()]
        return {fold(name) for name in (str(record), *inner)} - {""}

    def compare(self, column: str, by_value: dict[Any, list[int]], rows: Sequence[Asked], found: list[Match]) -> None:
        if self.by_name:
            keys = self.called.keys(self.model, by_value)
            by_value = {pk: list(places) for pk, places in inverted(keys, by_value).items()}
        visible = self.model.objects.visible_to(self.user).order_by("pk")
        asked = [field.attname for field in self.fields]
        given = [self.said([getattr(row.record, name) for name in asked], row.told) for row in rows]
        if column:
            queries = [visible.filter(**{f"{column}__in": some}) for some in pieces(list(by_value))]
        else:
            queries = [visible[:WHOLE]]
        for query in queries:
            for pk, value, *held in query.values_list("pk", column or "pk", *asked, *self.ids):
                key, ids = self.said(held[: len(asked)]), held[len(asked) :]
                for place in by_value.get(value if column else None, ()):
                    if agree(given[place], key) and not self.denies(rows[place].record, ids):
                        found[place].same.append(pk)
                    elif self.by_name:
                        found[place].near.append(pk)

    def denies(self, record: Record, ids: Sequence[str]) -> bool:
        """Whether a number of the row's says that it is not the record with these."""
        return any(
            value and getattr(record, name) not in {"", value} for name, value in zip(self.ids, ids, strict=True)
        )

    def said(self, values: Sequence[Any], told: Collection[str] | None = None) -> Said:
        return [
            said(field, value) if told is None or field.name in told else set()
            for field, value in zip(self.fields, values, strict=True)
        ]

    def keys(self, row: Asked) -> set[Key]:
        """What another row of the file would have to say to mean the same; none when this one says too little."""
        values = self.said([getattr(row.record, field.attname) for field in self.fields], row.told)
        return set(product(*(value or {None} for value in values))) if any(values) else set()


def inverted(keys: dict[str, list[int]], by_name: dict[Any, list[int]]) -> dict[int, dict[int, None]]:
    """Places of rows by the keys of the records that have one of their names."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for name, pks in keys.items():
        for pk in pks:
            found[pk] |= dict.fromkeys(by_name[name])
    return found


def said(field: Any, value: Any) -> set[Any]:
    """The value as it is compared; a text in each of its languages. Empty when nothing is said."""
    if value in (None, "", {}):
        return set()
    if isinstance(field, TextField):
        return {fold(one["text"]) for one in value.values() if one.get("text")}
    if not isinstance(value, str):
        return {value}
    # Only in names do accents and marks make no difference: a.b@example.org is not a-b@example.org.
    return {(fold(value) if field.name in NAMING else "") or " ".join(value.casefold().split())}


def agree(given: Said, held: Said) -> bool:
    return any(given) and all(not one or one & other for one, other in zip(given, held, strict=True))
