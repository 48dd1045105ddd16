"""Texts that wait for a translation, of every kind of record that has texts in languages.

The database picks candidates by keys of the JSON; only those are read, at most SCANNED of each field. A table without
texts costs nothing; one with texts is read once for each field, since no index holds what is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language

from kokoaan.lib.text import LANGUAGES, State, TextField, in_language, state_of
from kokoaan.records.models import Record, RecordQuerySet

SCANNED = 2_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """One version of one field of one record, and what it waits for."""

    model: type[Record]
    pk: int
    version: int
    field: TextField
    lang: str
    state: State
    words: str

    @property
    def kind(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def kind_name(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def field_name(self) -> str:
        return capfirst(str(self.field.verbose_name))

    @property
    def url(self) -> str:
        """The edit form, at the box of the language."""
        return f"{reverse(f'{self.kind}:edit', args=[self.pk])}#id_{self.field.name}_{LANGUAGES.index(self.lang)}"

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}:{self.version}:{self.field.name}:{self.lang}"


def written_models() -> list[type[Record]]:
    """Kinds of records that have texts in languages."""
    return [model for model in apps.get_models() if issubclass(model, Record) and texts_of(model)]


def texts_of(model: type[Model]) -> list[TextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, TextField)]


def waiting(
    rows: RecordQuerySet, field: TextField, langs: Collection[str], states: Collection[str]
) -> tuple[list[Waiting], bool]:
    """What waits in one field of these rows, the first in their order; and whether there was more to read."""
    candidates = Q()
    for lang in langs:
        candidates |= candidates_in(field.name, lang, states)
    found = rows.filter(candidates).order_by("pk").values_list("pk", "version", field.name)[: SCANNED + 1]
    read = list(found)
    return [one for row in read[:SCANNED] for one in of_row(rows.model, field, row, langs, states)], len(read) > SCANNED


def candidates_in(name: str, lang: str, states: Collection[str]) -> Q:
    others = [code for code in LANGUAGES if code != lang]
    conditions = {
        State.MISSING: Q(**{f"{name}__has_any_keys": others}) & ~Q(**{f"{name}__has_key": lang}),
        State.OUTDATED: Q(**{f"{name}__{lang}__has_key": "source_hash"}),
        State.MACHINE: Q(**{f"{name}__{lang}__machine": True}),
    }
    found = Q()
    for state, condition in conditions.items():
        if state in states:
            found |= condition
    return found


def of_row(
    model: type[Record], field: TextField, row: Sequence[Any], langs: Iterable[str], states: Collection[str]
) -> list[Waiting]:
    pk, version, value = row
    words = Truncator(in_language(value, get_language() or "en")).chars(160)
    found = ((lang, state_of(value, lang)) for lang in langs)
    return [
        Waiting(model, pk, version, field, lang, state, words) for lang, state in found if state in states and state
    ]
