"""An XLSX file as sheets of text: looked through before it is opened, since it may be made to harm."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from kokoaan.imports.errors import Refused
from kokoaan.imports.limits import COLUMNS, MB, PARTS, SHEETS, TEXTS, UNPACKED
from kokoaan.imports.sheet import Number, Sheet
from kokoaan.imports.tabling import table
from kokoaan.records.documents.packed import OLE, bursts, declares
from kokoaan.records.register.columns import as_text

PIECE = MB
OVERLAP = 4096
MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
# A formula that was never computed has no value: it must not pass for an empty cell.
UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
FORMULA = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[\s>/]')


class Traps(NamedTuple):
    """What openpyxl would pass over in silence: merged ranges, and cells of formulas without a value."""

    merged: list[str]
    uncomputed: set[str]
    # How many formulas there are with a value.
    computed: int


def read_workbook(path: Path) -> list[Sheet]:
    with path.open("rb") as body:
        if body.read(len(OLE)) == OLE:
            raise Refused(
                _("The workbook is locked with a password, or of the old kind (.xls). Open it in a spreadsheet and "
                  "save it as XLSX without a password.")
            )  # fmt: skip
    try:
        with zipfile.ZipFile(path) as packed:
            check_size(packed)
            if declares(packed):
                raise Refused(_("The workbook holds XML that a spreadsheet never writes, so it was not opened."))
            return list(sheets_of(path, packed))
    except (zipfile.BadZipFile, InvalidFileException, EOFError, NotImplementedError) as wrong:
        raise Refused(
            _("The file is not a whole XLSX workbook. Open it in a spreadsheet and save it again.")
        ) from wrong
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, RuntimeError) as wrong:
        # What openpyxl raises for parts that are missing, locked or malformed (an XML error is a SyntaxError).
        raise Refused(
            _("The workbook cannot be read: a part of it is missing or damaged. Save it again, or save it as CSV.")
        ) from wrong


def check_size(packed: zipfile.ZipFile) -> None:
    """By what the ZIP says of itself: Python reads no more of a part than it says."""
    parts = packed.infolist()
    unpacked, held = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    texts = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    if len(parts) > PARTS or unpacked > UNPACKED or texts > TEXTS or bursts(unpacked, held):
        raise Refused(
            _("The file unfolds to %(size)d MB in %(parts)d parts, which is more than a list of rows needs. "
              "Copy the rows alone into a new file.") % {"size": unpacked // MB, "parts": len(parts)}
        )  # fmt: skip


def sheets_of(path: Path, packed: zipfile.ZipFile) -> Iterator[Sheet]:
    with warnings.catch_warnings():
        # Of styles and extensions that openpyxl does not keep: they are not read here.
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        if len(book.worksheets) > SHEETS:
            raise Refused(_("The workbook has more than %(most)d sheets.") % {"most": SHEETS})
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield from one_sheet(sheet, packed)
    finally:
        book.close()


def one_sheet(sheet: Any, packed: zipfile.ZipFile) -> Iterator[Sheet]:
    traps = traps_in(packed, sheet._worksheet_path)
    # The size that the file states of the sheet may be a lie.
    sheet.reset_dimensions()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = table(sheet.title, rows_of(sheet))
    if made.headers:
        mark(made, traps)
        yield made


def rows_of(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS + 1, values_only=True), 1):
        # A sheet may be formatted down to its last row, with nothing in it.
        yield number, [text_of(cell) for cell in cells] if any(cell is not None for cell in cells) else []


def text_of(cell: Any) -> str:
    text = as_text(cell)
    return Number(text) if isinstance(cell, int | float) and not isinstance(cell, bool) else text


def traps_in(packed: zipfile.ZipFile, name: str) -> Traps:
    merged, uncomputed, formulas, before = list[str](), set[str](), set[bytes](), b""
    with packed.open(name) as body:
        while piece := body.read(PIECE):
            seen = before + piece
            merged.extend(found.decode() for found in MERGED.findall(seen))
            uncomputed.update(found.decode() for found in UNCOMPUTED.findall(seen))
            formulas.update(FORMULA.findall(seen))
            before = seen[-OVERLAP:]
    return Traps(merged, uncomputed, len(formulas) - len(uncomputed))


def mark(sheet: Sheet, traps: Traps) -> None:
    """Name merged cells and formulas without a value in the rows that they are in."""
    lines = {line.number: line for line in sheet.lines}
    width = len(sheet.headers)
    for merged in dict.fromkeys(traps.merged):
        left, top, _right, bottom = cast("tuple[int, int, int, int]", range_boundaries(merged))
        if top <= sheet.head <= bottom and left <= width:
            raise Refused(
                _("In the sheet “%(sheet)s” cells of the header are merged (%(cells)s). Unmerge them: "
                  "every column needs a header of its own.") % {"sheet": sheet.name, "cells": merged}
            )  # fmt: skip
        for number in range(max(top, sheet.head + 1), bottom + 1) if left <= width and bottom - top < 100_000 else ():
            if number in lines:
                said = _("The cells %(cells)s are merged: only the first holds the text. Unmerge and fill them.")
                lines[number].problems.append((left - 1, said % {"cells": merged}))
    if traps.computed > 0:
        said = _("Formulas are not brought in: of %(count)d cells the value is taken that was computed last.")
        sheet.notes.append(said % {"count": traps.computed})
    if traps.uncomputed:
        for line in sheet.lines:
            for place in range(width):
                if f"{get_column_letter(place + 1)}{line.number}" in traps.uncomputed:
                    said = _("The cell holds a formula without a value. Compute it, or write the value itself.")
                    line.problems.append((place, said))
