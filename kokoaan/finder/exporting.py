"""Answers to take away: one row for each sentence of evidence, the same in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kokoaan.finder.finding import Answer
from kokoaan.finder.results import Line, Result
from kokoaan.finder.telling import as_json
from kokoaan.lib.days import written
from kokoaan.records.register.exporting import FORMULA

# A column's width in characters, by its place.
WIDTHS = (6, 28, 18, 18, 14, 60, 80, 10, 45, 12, 40)


@dataclass(frozen=True, slots=True)
class Format:
    label: str
    content_type: str
    written: Callable[[Answer, Sequence[Result]], bytes]


def heads() -> list[str]:
    return [
        _("Rank"), _("Who"), _("Kind"), _("Country"), _("Inhabitants"), _("Evidence"), _("Passage"),
        _("Language"), _("Source"), _("Status of the tie"), _("Not known"),
    ]  # fmt: skip


def rows(found: Sequence[Result]) -> list[list[str]]:
    return [row(one, line) for one in found for line in one.lines or (Line(""),)]


def row(one: Result, line: Line) -> list[str]:
    about = [str(one.number), one.name, one.kind or _("city"), one.country, one.people]
    told = [line.because, " ".join(line.quoted.split()), line.lang, line.source, line.status]
    return [*about, *told, ", ".join(one.not_known)]


def asked(answer: Answer) -> str:
    """What the rows answer, and when: a file leaves the page that says so."""
    words = {"need": answer.question.text, "day": written(timezone.localdate())}
    return _("Partners for the need “%(need)s”, asked on %(day)s.") % words


def safe(text: str) -> str:
    """A spreadsheet would run some texts as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(answer: Answer, found: Sequence[Result]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    writer.writerows([safe(cell) for cell in line] for line in rows(found))
    # With the mark by which spreadsheets know the encoding.
    return out.getvalue().encode("utf-8-sig")


def as_workbook(answer: Answer, found: Sequence[Result]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet; openpyxl's types do not say so
    sheet.title = _("Partners")
    sheet.append([asked(answer)])
    sheet.append(heads())
    for line in rows(found):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", safe(cell)) for cell in line])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "C3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def for_programs(answer: Answer, found: Sequence[Result]) -> bytes:
    return json.dumps(as_json(answer), ensure_ascii=False, indent=1).encode()


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook),
    "csv": Format("CSV", "text/csv; charset=utf-8", as_csv),
    "json": Format("JSON", "application/json; charset=utf-8", for_programs),
}
