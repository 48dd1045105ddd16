"""A CSV file as a sheet: its encoding and its delimiter are found out."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from kokoaan.imports.errors import Refused
from kokoaan.imports.limits import CELL
from kokoaan.imports.sheet import Sheet
from kokoaan.imports.tabling import table
from kokoaan.records.register.columns import as_text
from kokoaan.records.register.exporting import FORMULA

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = (";", ",", "\t", "|")


def read_csv(path: Path) -> list[Sheet]:
    text = decoded(path.read_bytes())
    if "\0" in text:
        raise Refused(_("The file holds characters that no text has. Save it as CSV in UTF-8."))
    return [table("", rows(text))]


def decoded(body: bytes) -> str:
    """The text: UTF-8, UTF-16 by its mark or its zeros, else what old spreadsheets write (cp1252)."""
    encoding = next((name for mark, name in MARKS if body.startswith(mark)), "")
    head = body[:4000]
    if not encoding and head.count(0) > len(head) // 4:
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    for name in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    raise Refused(_("The file is not text in UTF-8, UTF-16 or Windows-1252. Save it as CSV in UTF-8."))


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(CELL * 10, csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [as_text(unmarked(cell)) for cell in cells]
    except csv.Error as wrong:
        raise Refused(_("Row %(row)d is not CSV: %(why)s.") % {"row": number + 1, "why": wrong}) from wrong


def unmarked(cell: str) -> str:
    """Without the mark that our own export sets before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def delimiter_of(text: str) -> str:
    """The one that divides the first lines into the same number of cells, the most; outside quotes."""

    def score(delimiter: str) -> tuple[int, int]:
        some = [
            row
            for row, _n in zip(
                csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter), range(10), strict=False
            )
            if row
        ]
        widths = [len(row) for row in some] or [1]
        return (min(widths) if min(widths) > 1 else 0, widths[0])

    try:
        return max(DELIMITERS, key=score)
    except csv.Error:
        return ","
