"""What one change would do to many rows: which change, which are so already, which cannot, which moved on meanwhile."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kokoaan.records.checking import Held, by_field, check_one, known_links
from kokoaan.records.edit import Edit
from kokoaan.records.models import Record
from kokoaan.records.second import SecondAsked, asks
from kokoaan.records.values import Field, kept_field, logged_fields, set_field

# More would keep everybody else from saving for too long.
MOST = 5_000
# What may be changed in many rows at once, where the kind of record has it.
FIELDS = ("status", "review", "goals", "themes", "owner", "circle", "confirmed")
Versions = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Act:
    """Set a field, or add to or remove from its links."""

    name: str
    does: str = "set"

    @property
    def key(self) -> str:
        return self.name if self.does == "set" else f"{self.name}-{self.does}"

    def after(self, before: Any, given: Any) -> Any:
        """The kept value that follows from the one before."""
        if self.does == "add":
            return sorted({*before, *given})
        return sorted({*before} - {*given}) if self.does == "remove" else given


def acts_of(names: Iterable[str], model: type[Record]) -> list[Act]:
    fields = logged_fields(model)
    links = {name for name in names if fields[name].many_to_many}
    return [Act(name, does) for name in names for does in (("add", "remove") if name in links else ("set",))]


@dataclass(frozen=True, slots=True)
class Move:
    """How a field is changed that takes others along, such as a status with its reason and date.

    `asked` are the fields that the form asks besides; `check` raises ValidationError by field for values that no row
    can take; `edits` gives the edits of one row, the row's own first, or raises ValidationError.
    """

    asked: tuple[str, ...]
    check: Callable[[Mapping[str, Any]], None]
    edits: Callable[[Any, Mapping[str, Any]], Sequence[Edit]]


@dataclass(slots=True)
class Plan:
    """`edits` in the order of the rows, `along` what follows from them for other records.

    `groups` count the edits by their kept values before and after, lists as tuples. `stale` are rows that somebody
    changed after they were ticked; `unable` those that would not be right, with why; `same` and `gone` are numbers:
    rows that are so already, and rows that are not there any more for this person.
    """

    edits: list[Edit] = field(default_factory=list)
    along: list[Edit] = field(default_factory=list)
    groups: Counter[tuple[Any, Any]] = field(default_factory=Counter)
    stale: list[Record] = field(default_factory=list)
    unable: list[tuple[Record, str]] = field(default_factory=list)
    same: int = 0
    gone: int = 0


def planned(rows: models.QuerySet[Any], versions: Versions, act: Act, given: Any, move: Move | None = None) -> Plan:
    """What act with the kept value `given` does to those of rows that were ticked at these versions.

    With a move, `given` are values by field. `rows` are those that the person sees. Nothing is written.
    """
    plan, found = Plan(), rows.filter(pk__in=list(versions)).order_by("pk")
    kind = logged_fields(rows.model)[act.name]
    records = list(found)
    plan.gone = len(versions) - len(records)
    before, tried = before_of(records, kind), Trial(records)
    for record in records:
        old = before[record.pk]
        new = given[act.name] if move else act.after(old, given)
        if record.version != versions[record.pk]:
            plan.stale.append(record)
        elif new == old:
            plan.same += 1
        else:
            try:
                own, *others = move.edits(record, given) if move else [Edit(record, {act.name: new})]
                tried.check(own)
            except ValidationError as refused:
                plan.unable.append((record, in_words(record, refused)))
            else:
                plan.edits.append(own)
                plan.along += others
                plan.groups[countable(old), countable(new)] += 1
    return plan


def countable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def before_of(records: Sequence[Any], kind: Field) -> dict[int, Any]:
    """The kept values of one field, by primary key; links to many rows in one query."""
    if not kind.many_to_many:
        return {record.pk: kept_field(record, kind) for record in records}
    linked: dict[int, list[Any]] = defaultdict(list)
    through = kind.remote_field.through._default_manager  # type: ignore[union-attr]
    here, there = kind.m2m_column_name(), kind.m2m_reverse_name()  # type: ignore[attr-defined]
    keys = [record.pk for record in records]
    for key, other in through.filter(**{f"{here}__in": keys}).values_list(here, there):
        linked[key].append(other)
    return {key: sorted(linked[key]) for key in keys}


class Trial:
    """Tries edits on rows in memory, which are set back: all that is asked when they are written is asked here."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.held, self.known = Held(), known_links(records) if records else {}

    def check(self, edit: Edit) -> None:
        """Raises ValidationError when the row would not be right, or asks a second person."""
        if asks(edit):
            raise SecondAsked(edit)
        record, fields = edit.record, logged_fields(type(edit.record))
        tried = {name: value for name, value in edit.values.items() if not fields[name].many_to_many}
        before = {name: kept_field(record, fields[name]) for name in tried}
        for name, value in tried.items():
            set_field(record, fields[name], value)
        try:
            check_one(record, self.held, self.known)
        finally:
            for name, value in before.items():
                set_field(record, fields[name], value)


def in_words(record: Record, refused: ValidationError) -> str:
    """Why the row cannot change, with the field where one is to blame."""
    fields = {one.name: one for one in record._meta.concrete_fields}
    every = by_field(refused).items()
    said = ((str(fields[name].verbose_name) if name in fields else "", " ".join(wrong)) for name, wrong in every)
    return " ".join(f"{capfirst(label)}: {wrong}" if label else wrong for label, wrong in said)


TITLES = {"add": _("%(field)s: add"), "remove": _("%(field)s: remove"), "set": "%(field)s"}


def title_of(act: Act, model: type[Record]) -> str:
    if act.name == "confirmed":
        return str(_("It still holds today"))
    return str(TITLES[act.does]) % {"field": str(logged_fields(model)[act.name].verbose_name).capitalize()}
