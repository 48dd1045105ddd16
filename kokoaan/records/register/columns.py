"""The columns of a kind of record in a spreadsheet: the fields of its form, the same going out and coming in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.fold import fold
from kokoaan.lib.pieces import pieces
from kokoaan.lib.text import LANGUAGES, TextField
from kokoaan.lib.worded import WordedField
from kokoaan.people.models import User
from kokoaan.records.history import known_to
from kokoaan.records.links import held_links
from kokoaan.records.models import Record

Cell = str | int | float | Decimal | date
UID, EXAMPLE = "uid", "is_example"
# Between several in one cell: names may hold a comma.
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A form field, or one language of it. `key` is its name for machines: "place", "name:fi"."""

    key: str
    field: str
    lang: str = ""


def columns_of(model: type[Record], names: Iterable[str]) -> list[Column]:
    """The address, the fields of the form, and whether the record is an example."""
    fields = [model._meta.get_field(name) for name in names]
    inner = [
        column
        for field in fields
        for column in (
            [Column(f"{field.name}:{lang}", field.name, lang) for lang in LANGUAGES]
            if isinstance(field, TextField)
            else [Column(field.name, field.name)]
        )
    ]
    return [Column(UID, UID), *inner, Column(EXAMPLE, EXAMPLE)]


def label_of(model: type[Record], column: Column) -> str:
    """What the column is called, in the language that is on."""
    if column.key == UID:
        return UID
    if column.key == EXAMPLE:
        return _("Example")
    name = capfirst(str(cast(Any, model._meta.get_field(column.field)).verbose_name))
    return f"{name} ({column.lang})" if column.lang else name


class Words:
    """Records as rows of cells in the language that is on, asking the database once for many records.

    Names are those that `user` may know; a hidden one leaves its cell empty.
    """

    def __init__(self, model: type[Record], form: type[forms.ModelForm[Any]], names: Iterable[str], user: User) -> None:
        self.model, self.user = model, user
        self.columns = columns_of(model, names)
        self.form_fields: Mapping[str, forms.Field] = form.base_fields
        self.fields: dict[str, Any] = {name: model._meta.get_field(name) for name in names}
        self.known: dict[str, dict[Any, str]] = defaultdict(dict)
        self.labels: dict[str, dict[Any, str]] = {
            name: dict(field.flatchoices) for name, field in self.fields.items() if getattr(field, "choices", None)
        }

    def heads(self) -> list[str]:
        return [label_of(self.model, column) for column in self.columns]

    def rows(self, records: Sequence[Record]) -> list[list[Cell]]:
        """A list of cells for each record."""
        many = {name: self.held(field, records) for name, field in self.fields.items() if field.many_to_many}
        for name, field in self.fields.items():
            if field.many_to_many:
                self.learn(name, field, {key for keys in many[name] for key in keys})
            elif isinstance(field, models.ForeignKey):
                self.learn(name, field, {getattr(record, field.attname) for record in records} - {None})
        return [
            [self.cell(record, column, {name: keys[place] for name, keys in many.items()}) for column in self.columns]
            for place, record in enumerate(records)
        ]

    def held(self, field: Any, records: Sequence[Record]) -> list[list[Any]]:
        """What each record links to: what waits to be set, else what the database holds."""
        asked = [record.pk for record in records if record.pk and field.name not in record.links]
        held = held_links(field, asked)
        return [sorted(record.links.get(field.name, held.get(record.pk, []))) for record in records]

    def cell(self, record: Record, column: Column, many: Mapping[str, Sequence[Any]]) -> Cell:
        if column.key == UID:
            return str(record.uid)
        if column.key == EXAMPLE:
            return _("yes") if record.is_example else ""
        field, known = self.fields[column.field], self.known[column.field]
        if field.many_to_many:
            return BETWEEN.join(sorted(known[key] for key in many[column.field] if key in known))
        if isinstance(field, models.ForeignKey):
            unsaved = field.get_cached_value(record, None) if getattr(record, field.attname) is None else None
            return str(unsaved) if unsaved else known.get(getattr(record, field.attname), "")
        value = getattr(record, field.attname)
        if isinstance(field, TextField):
            return str(value.get(column.lang, {}).get("text", ""))
        return self.plain(field, value)

    def plain(self, field: Any, value: Any) -> Cell:
        if value in (None, "", {}, []):
            return ""
        if field.name in self.labels:
            return str(self.labels[field.name].get(value, value))
        if isinstance(field, WordedField):
            return field.in_words(value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, datetime):
            return value.isoformat()
        return value if isinstance(value, int | float | Decimal | date) else str(value)

    def learn(self, name: str, field: Any, keys: set[Any]) -> None:
        """Learn the names of the rows that a field leads to."""
        known = self.known[name]
        new = sorted(keys - known.keys())
        if not new:
            return
        asked = self.form_fields.get(name)
        model = cast("type[models.Model]", field.related_model)
        if issubclass(model, Record):
            known.update(record_names(model, new, self.user, asked))
        elif isinstance(asked, forms.CharField) and not field.many_to_many:
            known.update({key: str(asked.prepare_value(key)) for key in new})
        else:
            rows = [row for some in pieces(new) for row in known_to(self.user, model).filter(pk__in=some)]
            known.update({row.pk: str(row) for row in rows})


def record_names(model: type[Record], keys: Sequence[Any], user: User, asked: forms.Field | None) -> dict[Any, str]:
    """Names of visible records, each as it can be written to mean this one: with its number where others have it."""
    links = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    rows = [
        row
        for some in pieces(keys)
        for row in model.objects.visible_to(user).filter(pk__in=some).select_related(*links)
    ]
    if isinstance(asked, forms.ModelMultipleChoiceField):
        return {row.pk: asked.label_from_instance(row) for row in rows}
    names = {row.pk: str(row) for row in rows}
    shared = names_of_several(model, names.values(), user)
    return {key: f"{name} #{key}" if fold(name) in shared else name for key, name in names.items()}


def names_of_several(model: type[Record], names: Iterable[str], user: User) -> set[str]:
    """The folded names that more than one visible record has; all, where a kind has no column of folded names."""
    folded = sorted({fold(name) for name in names})
    if not any(field.name == "folded" for field in model._meta.concrete_fields):
        return set(folded)
    count = Counter[str]()
    for some in pieces(folded):
        count.update(model.objects.visible_to(user).filter(folded__in=some).values_list("folded", flat=True))
    return {name for name, number in count.items() if number > 1}


def as_text(cell: Any) -> str:
    """A cell as text, the same whether it comes from us or from a file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | Decimal):
        number = f"{cell:.15g}" if isinstance(cell, float) else f"{cell:f}"
        return number.rstrip("0").rstrip(".") if "." in number and "e" not in number else number
    # Whitespace at the ends and the kind of line break are no difference.
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
