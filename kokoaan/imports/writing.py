"""Workbooks for people to fill in or to correct: the template of a kind, and the rows that could not be brought in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import chain
from typing import Any

from django import forms
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kokoaan.imports.choices import Choices
from kokoaan.imports.kinds import kinds
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.naming import Names
from kokoaan.imports.planning import Planner
from kokoaan.imports.sight import as_seen
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.lib.pieces import pieces
from kokoaan.people.models import User
from kokoaan.records.register.columns import EXAMPLE, UID, Column
from kokoaan.records.register.exporting import XLSX, typed

WIDTH = 22
# Choices of a field with more are named, not listed.
LISTED = 300


def answered(book: Workbook, name: str) -> FileResponse:
    body = io.BytesIO()
    book.save(body)
    body.seek(0)
    return FileResponse(body, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def template(kind: str, user: User) -> FileResponse:
    """The columns of a kind, a row that shows how they are filled in, and on a second sheet what may be written."""
    planner = Planner(kind, "", {}, names=Names(user))
    columns, heads = planner.words.columns, planner.words.heads()
    book = Workbook()
    sheet: Any = book.active
    sheet.title = capfirst(str(kinds()[kind].model._meta.verbose_name_plural))[:31]
    head(sheet, heads)
    sheet.append([shown(planner, column) for column in columns])
    choices: Any = book.create_sheet(_("Choices")[:31])
    lists = [(label, listed(planner, column)) for column, label in zip(columns, heads, strict=True)]
    lists = [(label, found) for label, found in lists if found]
    head(choices, [label for label, _found in lists])
    for number in range(max((len(found) for _label, found in lists), default=0)):
        choices.append([found[number] if number < len(found) else None for _label, found in lists])
    return answered(book, "-".join((kind, _("template"))))


def head(sheet: Any, heads: Sequence[str]) -> None:
    sheet.append(list(heads))
    sheet.freeze_panes = "A2"
    for number, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH


def listed(planner: Planner, column: Column) -> list[str]:
    """What may be written in a column of choices."""
    field = planner.form.fields.get(column.field)
    if not isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return []
    return list(Choices(field).labels.values())[:LISTED]


def shown(planner: Planner, column: Column) -> str:
    """An example of what is written; the row says of itself that it is one."""
    if column.key in {UID, EXAMPLE}:
        return _("yes") if column.key == EXAMPLE else ""
    field, of = planner.form.fields[column.field], planner.words.fields[column.field]
    if found := listed(planner, column):
        return found[0] if not isinstance(field, forms.ModelMultipleChoiceField) else ""
    if isinstance(of, PartialDateField) or isinstance(field, forms.DateField):
        return f"{timezone.localdate():%Y-%m-%d}" if column.field in {"begins", "day", "as_of"} else ""
    required = field.required and (not column.lang or column.lang == "en")
    return _("Example") if required and of.get_internal_type() in {"CharField", "TextField", "JSONField"} else ""


def corrections(batch: Batch, rows: Sequence[BatchRow], labels: dict[str, dict[str, str]]) -> FileResponse:
    """The rows with problems as they were, a column more that says what is wrong: to be corrected and brought again."""
    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {}
    for row in chain.from_iterable(as_seen(some, batch.by) for some in pieces(rows)):
        headers = batch.sheets[row.sheet].get("headers", [])
        if row.sheet not in sheets:
            sheets[row.sheet] = book.create_sheet((row.sheet or _("Rows"))[:31])
            sheets[row.sheet].append([*(typed(sheets[row.sheet], head) for head in headers), _("Problem")])
        sheet = sheets[row.sheet]
        cells = [typed(sheet, row.values.get(str(place), "")) for place in range(len(headers))]
        known = labels.get(row.kind, {})
        said = " ".join(f"{known[key]}: {sentence}" if key in known else sentence for key, sentence in row.problems)
        sheet.append([*cells, typed(sheet, said)])
    if not sheets:
        book.create_sheet(_("Rows"))
    return answered(book, _("rows to correct"))
