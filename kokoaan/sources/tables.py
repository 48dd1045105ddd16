"""Open what sources send: comma-separated files, JSON, workbooks, zip bundles. Whatever is wrong becomes a sentence."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kokoaan.sources.entries import News
from kokoaan.sources.errors import SourceError
from kokoaan.sources.rows import Layout, Row, as_text

# Some objectives are longer than the csv module expects of a cell.
csv.field_size_limit(16 * 1024 * 1024)


class Quoted(csv.excel):
    """Cells may stand in quotes."""


class Plain(csv.excel):
    """A quotation mark is a letter like any other."""

    quoting = csv.QUOTE_NONE


UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv(path: Path, layout: Layout, *, delimiter: str = ",") -> Iterator[News | Row]:
    with path.open("rb") as body:
        yield from read_csv_body(path.name, body, layout, delimiter=delimiter)


def read_csv_body(
    name: str, body: IO[bytes], layout: Layout, *, delimiter: str = ",", quoted: bool = True
) -> Iterator[News | Row]:
    """Yield news about the header, then the rows. Cells are text as written, in UTF-8 with or without a mark."""
    lines = numbered(name, body, delimiter, quoted=quoted)
    header = [cell.strip() for cell in next(lines, (1, []))[1]]
    yield from layout.check(name, header)
    width = len(header)
    # The official bundles have 25 columns, of which we read nine.
    read = [(column, index) for index, column in enumerate(header) if column in layout.read]
    for number, cells in lines:
        if len(cells) != width:
            if not any(cells):
                continue
            message = _(
                "%(file)s, row %(row)s has %(cells)s cells, its header has %(columns)s. Give the original file."
            )
            raise SourceError(message % {"file": name, "row": number, "cells": len(cells), "columns": width})
        yield Row(name, number, {column: cells[index].strip() for column, index in read})


def numbered(name: str, body: IO[bytes], delimiter: str, *, quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells); a row is what a spreadsheet would call one, even when a cell holds line breaks."""
    if not (start := body.read(2)):
        raise SourceError(_("%(file)s is empty (0 bytes). Download it again.") % {"file": name})
    if start in UTF_16:
        raise SourceError(_("%(file)s is written in UTF-16. Save it as UTF-8 and try again.") % {"file": name})
    number = 0
    # A byte that is not UTF-8 is let through as a lone surrogate, so that the row it stands in can be named.
    whole = io.BufferedReader(Rejoined(start, body))
    text = io.TextIOWrapper(whole, encoding="utf-8-sig", errors="surrogateescape", newline="")
    dialect = Quoted if quoted else Plain
    try:
        for number, cells in enumerate(csv.reader(text, dialect, delimiter=delimiter), start=1):
            check_encoding(name, number, cells)
            yield number, cells
    except csv.Error as error:
        message = _("%(file)s, after row %(row)s, is not a table (%(error)s). Give the original file.")
        raise SourceError(message % {"file": name, "row": number, "error": error}) from None


def check_encoding(name: str, number: int, cells: list[str]) -> None:
    try:
        "".join(cells).encode()
    except UnicodeEncodeError as error:
        message = _("%(file)s, row %(row)s: byte 0x%(byte)s is not UTF-8. Save the file as UTF-8 and try again.")
        byte = f"{ord(error.object[error.start]) - 0xDC00:02x}"
        raise SourceError(message % {"file": name, "row": number, "byte": byte}) from None


def read_json(path: Path, layout: Layout) -> Iterator[News | Row]:
    """Yield news about the fields, then the rows of a list of objects; row 1 is the first. A list is one cell."""
    rows = json_rows(path)
    yield from layout.check(path.name, list({name: None for row in rows for name in row}))
    for number, row in enumerate(rows, start=1):
        told = Row(path.name, number, {name: cell_of(row[name]).strip() for name in row if name in layout.read})
        for name in told.cells:
            if isinstance(row[name], dict):
                raise told.error(name, _("is no text, number or list of them"))
        yield told


def json_rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        message = _("%(file)s is not a JSON file that can be read (%(error)s). Download it again.")
        raise SourceError(message % {"file": path.name, "error": error}) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceError(_("%(file)s is not a list of objects. Give the original file.") % {"file": path.name})
    return rows


def cell_of(value: object) -> str:
    return ", ".join(map(as_text, value)) if isinstance(value, list) else as_text(value)


class Rejoined(io.RawIOBase):
    """A stream whose first bytes have been read, from its beginning."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self.start, self.rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self.start or self.rest.read(len(buffer))
        self.start = b""
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def bundle(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file; a broken one is a sentence, also when it turns out broken while it is read."""
    if not path.stat().st_size:
        raise SourceError(_("%(file)s is empty (0 bytes). Download it again.") % {"file": path.name})
    try:
        with zipfile.ZipFile(path) as opened:
            yield opened
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        message = _("%(file)s is not a whole zip file (%(error)s). Download it again.")
        raise SourceError(message % {"file": path.name, "error": error}) from None


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    with bundle(path):
        pass
    try:
        opened = load_workbook(path, read_only=True, data_only=True)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, InvalidFileException, SyntaxError) as error:
        message = _("%(file)s is not an Excel workbook (.xlsx) that can be read (%(error)s). Download it again.")
        raise SourceError(message % {"file": path.name, "error": error}) from None
    try:
        yield opened
    finally:
        opened.close()


def read_sheet(opened: Any, file: str, sheet: str, layout: Layout) -> Iterator[News | Row]:
    """Yield news about the sheet's header, then its rows. Excel leaves out empty cells at a row's end."""
    if sheet not in opened.sheetnames:
        message = _("%(file)s has no sheet “%(sheet)s”; it has: %(found)s. Give the original workbook.")
        raise SourceError(message % {"file": file, "sheet": sheet, "found": ", ".join(opened.sheetnames)})
    name = f"{file}, “{sheet}”"
    lines = opened[sheet].iter_rows(values_only=True)
    header = [as_text(cell).strip() for cell in next(lines, ())]
    yield from layout.check(name, header)
    for number, line in enumerate(lines, start=2):
        cells = {column: as_text(cell).strip() for column, cell in zip(header, line, strict=False) if cell is not None}
        if cells:
            yield Row(name, number, cells)
