"""Any list as a file, with the columns that an import reads: in bounded memory, however long."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.db import models
from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import get_language, override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kokoaan.lib.pieces import PIECE
from kokoaan.records.models import Record
from kokoaan.records.register.columns import Cell, Words, as_text

# A spreadsheet would run these as a formula, some the full-width ones too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(words: Words, records: models.QuerySet[Any], format: str) -> FileResponse | StreamingHttpResponse:
    """The file as an answer: "csv" or "xlsx". `records` are what the reader sees."""
    name = f"{words.model._meta.model_name}.{format}"
    if format == "csv":
        answer = StreamingHttpResponse(as_csv(words, records), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    body = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    write_workbook(words, records, body)
    body.seek(0)
    return FileResponse(body, as_attachment=True, filename=name, content_type=XLSX)


def lines(words: Words, records: models.QuerySet[Any], language: str) -> Iterator[list[list[Cell]]]:
    """The rows, some at a time, in words of language."""
    rows: Iterator[Record] = records.iterator(chunk_size=PIECE)
    while some := list(islice(rows, PIECE)):
        # An answer is sent when the page that made it is done, and its language is off again.
        with override(language):
            made = words.rows(some)
        yield made


class Echo:
    """Gives back what the writer of CSV writes."""

    def write(self, line: str) -> str:
        return line


def as_csv(words: Words, records: models.QuerySet[Any]) -> Iterator[str]:
    """Lines of CSV in the language that is on, behind the mark by which spreadsheets know the encoding."""
    writer, heads, language = csv.writer(Echo()), words.heads(), get_language() or "en"
    return chain(
        ["\ufeff" + writer.writerow(heads)],
        (writer.writerow([safe(cell) for cell in cells]) for some in lines(words, records, language) for cells in some),
    )


def safe(cell: Cell) -> str:
    """As text that no spreadsheet runs; an import takes the mark off again. A number is a number."""
    if isinstance(cell, int | float | Decimal | date):
        return as_text(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_workbook(words: Words, records: models.QuerySet[Any], to: Any) -> None:
    book = Workbook(write_only=True, iso_dates=True)
    sheet = book.create_sheet(title=str(words.model._meta.verbose_name_plural)[:31])
    sheet.freeze_panes = "B2"
    sheet.append(words.heads())
    for some in lines(words, records, get_language() or "en"):
        for cells in some:
            sheet.append([typed(sheet, cell) for cell in cells])
    book.save(to)


def typed(sheet: Any, cell: Cell) -> Any:
    """A text stays a text, marked as one where it looks like a formula; the control characters that XML lacks go."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell))
    made.data_type = "s"
    made.quotePrefix = True
    return made
