"""What the page of waiting translations is asked for, and what a person may see and change of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kokoaan.lib.text import LANGUAGES, State
from kokoaan.people.acting import units_of, us_of
from kokoaan.people.models import User
from kokoaan.records.languages.waiting import Waiting, texts_of, waiting, written_models
from kokoaan.records.models import Record

FILTERS = ("kind", "lang", "state", "whose")
CHOICES: Mapping[str, Sequence[str]] = {"lang": LANGUAGES, "state": State.values, "whose": ("ours", "mine")}


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that waits, by kind, and how often each kind, language and state occurs. `more`: not all was read."""

    rows: Sequence[Waiting]
    more: bool

    def count_of(self, name: str) -> Counter[str]:
        return Counter(str(getattr(row, name)) for row in self.rows)


def changeable(user: User) -> list[type[Record]]:
    """Kinds with texts that user may change."""
    return [model for model in written_models() if user.may("change", model)]


def read(given: Mapping[str, str], user: User) -> tuple[dict[str, str], list[str]]:
    """The filters that are understood, and the names of those that are not."""
    known = {**CHOICES, "kind": [str(model._meta.model_name) for model in changeable(user)]}
    asked = {name: given.get(name, "") for name in FILTERS}
    broken = [name for name, value in asked.items() if value and value not in known[name]]
    return {name: "" if name in broken else value for name, value in asked.items()}, broken


def found(asked: Mapping[str, str], user: User) -> Found:
    langs = [asked["lang"]] if asked["lang"] else LANGUAGES
    states = [asked["state"]] if asked["state"] else State.values
    rows: list[Waiting] = []
    more = False
    for model in changeable(user):
        if asked["kind"] in {"", model._meta.model_name}:
            for field in texts_of(model):
                some, is_more = waiting(rows_of(model, asked["whose"], user), field, langs, states)
                rows, more = rows + some, more or is_more
    return Found(rows, more)


def rows_of(model: type[Record], whose: str, user: User) -> Any:
    seen: Any = model._default_manager.visible_to(user)
    if whose == "mine":
        return seen.of_units(units_of(user))
    return seen.of_organisation(us_of(user)) if whose == "ours" else seen
