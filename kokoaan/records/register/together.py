"""What one change would do to many rows: which change, which are so already, which cannot, which moved on meanwhile."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.records.edit import Edit
from kokoaan.records.models import Record
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


@dataclass(slots=True)
class Plan:
    """`edits` in the order of the rows; `groups` count them by their kept values before and after, lists as tuples.

    `stale` are rows that somebody changed after they were ticked; `unable` those that refuse the value, with why;
    `same` and `gone` are numbers: rows that are so already, and rows that are not there any more for this person.
    """

    edits: list[Edit] = field(default_factory=list)
    groups: Counter[tuple[Any, Any]] = field(default_factory=Counter)
    stale: list[Record] = field(default_factory=list)
    unable: list[tuple[Record, str]] = field(default_factory=list)
    same: int = 0
    gone: int = 0

    @property
    def ready(self) -> dict[int, int]:
        """The versions of the rows that would change."""
        return {edit.record.pk: edit.record.version for edit in self.edits}


def planned(rows: models.QuerySet[Any], versions: Versions, act: Act, given: Any) -> Plan:
    """What act with the kept value `given` does to those of rows that were ticked at these versions.

    `rows` are those that the person sees. Nothing is written.
    """
    plan, found = Plan(), rows.filter(pk__in=list(versions)).order_by("pk")
    kind = logged_fields(rows.model)[act.name]
    records = list(found)
    plan.gone = len(versions) - len(records)
    before = before_of(records, kind)
    for record in records:
        old = before[record.pk]
        new = act.after(old, given)
        if record.version != versions[record.pk]:
            plan.stale.append(record)
        elif new == old:
            plan.same += 1
        elif why := refusal(record, kind, new):
            plan.unable.append((record, why))
        else:
            plan.edits.append(Edit(record, {act.name: new}))
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


def refusal(record: Record, kind: Field, new: Any) -> str:
    """Why the record cannot have this value; "" when it can. Tried on the row in memory, which is set back."""
    if kind.many_to_many:
        return ""
    old = kept_field(record, kind)
    others = [one.name for one in record._meta.concrete_fields if one.name != kind.name]
    set_field(record, kind, new)
    try:
        record.full_clean(exclude=others, validate_unique=False)
    except ValidationError as refused:
        return " ".join(refused.messages)
    finally:
        set_field(record, kind, old)
    return ""


TITLES = {"add": _("%(field)s: add"), "remove": _("%(field)s: remove"), "set": "%(field)s"}


def title_of(act: Act, model: type[Record]) -> str:
    if act.name == "confirmed":
        return str(_("It still holds today"))
    return str(TITLES[act.does]) % {"field": str(logged_fields(model)[act.name].verbose_name).capitalize()}
