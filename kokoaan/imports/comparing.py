"""What rows would change of the records that they are about, and why they cannot."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kokoaan.imports.matching import Matcher
from kokoaan.imports.naming import Names
from kokoaan.imports.planned import Planned, What
from kokoaan.imports.refusing import Wholes, refuse_another, refuse_new_links, refuse_two_for_one
from kokoaan.lib.languages_field import LanguagesField
from kokoaan.lib.text import LANGUAGES
from kokoaan.records.models import Record
from kokoaan.records.register.columns import EXAMPLE, UID, Words, as_text
from kokoaan.records.values import differing, kept


class Comparison:
    """Compares the rows of one kind. `form` reads them (row_form.py); `clears` says that an empty cell empties."""

    def __init__(self, form: Any, words: Words, matcher: Matcher, names: Names, *, clears: bool) -> None:
        self.form, self.words, self.matcher, self.names, self.clears = form, words, matcher, names, clears
        self.model = form._meta.model
        self.keys = [column.key for column in self.words.columns]
        self.wholes = Wholes(self.model)

    def meet(self, rows: Sequence[Planned]) -> None:
        """Compare rows with the records that they are about."""
        records = [row.record for row in rows if row.record]
        if not records:
            return
        old = [dict(zip(self.keys, cells, strict=True)) for cells in self.words.rows(records)]
        changed = []
        for row, words in zip(rows, old, strict=True):
            if after := self.changed(row, {key: as_text(cell) for key, cell in words.items()}):
                changed.append((row, after, words))
        for row, after, _words in changed:
            row.problems += [["", said] for said in self.form.clashes(after)]
        refuse_two_for_one(rows, self.names)
        refuse_another([(row, after) for row, after, _words in changed], self.matcher)
        changed = [one for one in changed if not one[0].problems]
        if not changed:
            return
        new = self.words.rows([after for _row, after, _words in changed])
        for (row, _after, words), cells in zip(changed, new, strict=True):
            row.changes = [
                [key, as_text(words[key]), as_text(cell)]
                for key, cell in zip(self.keys, cells, strict=True)
                if key.split(":")[0] in row.values and as_text(words[key]) != as_text(cell)
            ]

    def changed(self, row: Planned, words: Mapping[str, str]) -> Record | None:
        """The record as the row would have it; None when it stays the same, or the row is wrong."""
        record = row.record
        if record is None:
            return None
        row.name, row.what = str(record)[:300], What.SAME
        told = {key for key, text in row.texts.items() if key in words and text != words[key] and (text or self.clears)}
        names = {key.split(":")[0] for key in told} - {UID, EXAMPLE}
        for name in sorted(names):
            if self.is_hidden(record, name, words):
                said = _("The field holds something that you cannot see, so it stays as it is. Empty the cell.")
                row.problems.append([name, said])
        if not names or row.problems:
            return None
        typed = {name: self.retyped(name, row.texts, words, told) for name in names}
        after = copy.copy(record)
        after.links, after.linked = {}, {}
        row.note(self.form.answer(typed, after, sorted(names)))
        if row.problems:
            return None
        values = {name: value if isinstance(value, list) else kept(value) for name, value in self.form.values.items()}
        refuse_new_links(row, self.form.cleaned_data)
        self.wholes.refuse_circle(row, self.form.cleaned_data.get("parent"))
        row.values = differing(record, values)
        links = {one.name for one in self.model._meta.many_to_many}
        after.links = {name: keys for name, keys in row.values.items() if name in links}
        row.what = What.CHANGE if row.values else What.SAME
        return after if row.values and not row.problems else None

    def retyped(self, name: str, texts: Mapping[str, str], words: Mapping[str, str], told: set[str]) -> Any:
        """What the form would be sent: a language that the row does not tell stays."""
        if isinstance(self.form.fields[name], LanguagesField):
            keys = [f"{name}:{lang}" for lang in LANGUAGES]
            return [texts[key] if key in told else words[key] for key in keys]
        return texts[name]

    def is_hidden(self, record: Record, name: str, words: Mapping[str, str]) -> bool:
        of = self.model._meta.get_field(name)
        return isinstance(of, models.ForeignKey) and getattr(record, of.attname) is not None and not words[name]
