"""What a proposal says, in the words of one reader: record by record, field by field, what is and what would be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.text import LANGUAGES, TextField, state_of
from kokoaan.lib.wording import Piece, compared
from kokoaan.people.models import Circle, User
from kokoaan.records.answering import record_of_birth
from kokoaan.records.history import Names, names_of, shown
from kokoaan.records.models import Change, ChangeSet, Part, Record
from kokoaan.records.undoing import model_of, uids_by_kind
from kokoaan.records.values import Field, kept_field, logged_fields

# What goes without saying of a record that is new, or goes.
UNSAID = {"owner", "circle", "confirmed", "is_example"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One field, or one language of a text."""

    label: str
    old: Sequence[Piece]
    new: Sequence[Piece]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is proposed of one record; `url` is the page where it stands today."""

    what: str
    kind: str
    name: str
    url: str
    lines: Sequence[Compared]


def told(changeset: ChangeSet, user: User) -> list[Told]:
    """For a reader who may see the proposal."""
    rows: dict[UUID, list[Change]] = {}
    for row in changeset.changes.order_by("pk"):
        rows.setdefault(row.record, []).append(row)
    waits, there = changeset.state == ChangeSet.State.PROPOSED, records_of(some[0] for some in rows.values())
    return [told_of(some, record_of(some[0], there), user, as_now=waits) for some in rows.values()]


@dataclass(frozen=True, slots=True)
class Head:
    """A proposal in a line of a list: by the record that it is about first."""

    changeset: ChangeSet
    what: str
    kind: str
    name: str


def heads(proposals: Iterable[ChangeSet]) -> list[Head]:
    """Of proposals that the reader may see; one query for each kind of record, however many there are."""
    sets = list(proposals)
    every = Change.objects.filter(changeset__in=[one.pk for one in sets]).order_by("pk")
    rows: dict[int, list[Change]] = defaultdict(list)
    for row in every:
        rows[row.changeset_id].append(row)
    firsts = {key: first_of(some) for key, some in rows.items()}
    there = records_of(firsts.values())
    return [head(one, rows[one.pk], firsts[one.pk], there) for one in sets if one.pk in rows]


def first_of(rows: Sequence[Change]) -> Change:
    """A whole rather than the parts that go with it."""
    return next((row for row in rows if not issubclass(model_of(row), Part)), rows[0])


def records_of(rows: Iterable[Change]) -> dict[UUID, Record]:
    """Those that are there, parts with what they belong to."""
    found: dict[UUID, Record] = {}
    for model, some in uids_by_kind(rows).items():
        link = model._meta.get_field(model.whole_field) if issubclass(model, Part) else None
        there = model._base_manager.filter(uid__in=some)
        there = there.select_related(link.name) if link is not None and link.is_relation else there
        found.update({record.uid: record for record in there})
    return found


def head(changeset: ChangeSet, rows: Sequence[Change], first: Change, there: Mapping[UUID, Record]) -> Head:
    own = [row for row in rows if row.record == first.record]
    record = record_of(first, there)
    kind = capfirst(str(model_of(first)._meta.verbose_name))
    return Head(changeset, what_of(own), kind, name_of(record) if record else kind)


def told_of(rows: Sequence[Change], record: Record | None, user: User, *, as_now: bool) -> Told:
    """While it waits, what would be stands beside what is today (`as_now`); later beside what was."""
    model = model_of(rows[0])
    by_field = {one.field: one for row in rows for one in (fields_of(row) if not row.field else [row])}
    fields = [field for name, field in logged_fields(model).items() if name in by_field]
    if as_now and record is not None and record.pk:
        for field in fields:
            by_field[field.name].old = kept_field(record, field)
    names = names_of(by_field.values(), model, user)
    lines = [line for field in fields for line in lines_of(field, by_field[field.name], names)]
    kind = capfirst(str(model._meta.verbose_name))
    return Told(what_of(rows), kind, name_of(record) if record else "", page_of(record), lines)


def record_of(row: Change, there: Mapping[UUID, Record]) -> Record | None:
    """The record as it is today; one to be added as it would be."""
    return there.get(row.record) or (record_of_birth(row) if row.is_birth else None)


def name_of(record: Record) -> str:
    """A part stands under the name of its whole."""
    if not isinstance(record, Part):
        return str(record)
    whole = getattr(record, "whole", None)
    return str(whole or record)


def page_of(record: Record | None) -> str:
    """The page of the record, or of the whole to which a part is to be added."""
    there = getattr(record, "whole", None) if record is not None and not record.pk else record
    return reverse(f"{there._meta.model_name}:inspect", args=[there.pk]) if there is not None and there.pk else ""


def what_of(rows: Sequence[Change]) -> str:
    if rows[0].is_birth:
        return _("to be added")
    if rows[0].is_death:
        return _("to be deleted")
    if any(row.field == "circle" and row.new == Circle.EVERYONE for row in rows):
        return _("to be seen by everyone")
    return _("to be changed")


def fields_of(row: Change) -> list[Change]:
    """A birth or a death as changes of the fields that say something."""
    fields, held = logged_fields(model_of(row)), row.new or row.old or {}
    names = (name for name in fields if name not in UNSAID and held.get(name) not in (None, "", [], {}))
    return [Change(field=name, **{"new" if row.is_birth else "old": held[name]}) for name in names]


def lines_of(field: Field, row: Change, names: Names) -> Iterator[Compared]:
    label = capfirst(str(field.verbose_name))
    if isinstance(field, TextField):
        yield from languages_of(label, row.old or {}, row.new or {})
    elif row.old is None or row.new is None or field.is_relation or field.choices or not is_long(field):
        yield Compared(label, [Piece(shown(field, row.old, names))], [Piece(shown(field, row.new, names))])
    else:
        yield Compared(label, *compared(str(row.old), str(row.new)))


def is_long(field: Field) -> bool:
    return isinstance(field, models.TextField)


def languages_of(label: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Compared]:
    """Those languages whose words differ; where the words stay, what they are marked as."""
    for lang in ordered({*old, *new}):
        title = f"{label}, {NAMES.get(lang, lang)}"
        before, after = (value.get(lang, {}).get("text", "") for value in (old, new))
        marks = [state.label if (state := state_of(value, lang)) else "–" for value in (old, new)]
        if before != after:
            yield Compared(title, *compared(before, after), lang)
        elif marks[0] != marks[1]:
            yield Compared(title, [Piece(str(marks[0]))], [Piece(str(marks[1]))])


def ordered(langs: Iterable[str]) -> list[str]:
    return sorted(langs, key=lambda lang: (LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES), lang))
