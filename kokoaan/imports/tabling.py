"""Rows of cells as a sheet: which row is the header, which rows hold anything, what is too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from kokoaan.imports.errors import Refused
from kokoaan.imports.limits import CELL, CELLS, COLUMNS, ROWS
from kokoaan.imports.sheet import WHOLE_ROW, Line, Sheet


def table(name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """A sheet of numbered rows. The header is the first row with two filled cells, or the first with any."""
    above: list[tuple[int, Sequence[str]]] = []
    sheet, held = Sheet(name, 0, [], []), 0
    for number, given in rows:
        cells = trimmed(given)
        if not cells:
            continue
        if not sheet.headers and (len([cell for cell in cells if cell]) > 1 or above):
            start_with(sheet, number, cells, above)
        elif not sheet.headers:
            above.append((number, cells))
        else:
            sheet.lines.append(checked(Line(number, cells), sheet))
        held += len(cells)
        if held > CELLS:
            raise Refused(
                _("The sheet holds more than %(cells)d cells. Leave out the columns that are not needed.")
                % {"cells": CELLS}
            )
        if len(sheet.lines) > ROWS:
            raise Refused(
                _("The file has more than %(rows)d rows. Divide it, and bring in the parts one by one.")
                % {"rows": ROWS}
            )
    if not sheet.headers and above:
        sheet.head, sheet.headers = above[0][0], list(above[0][1])
    return sheet


def start_with(sheet: Sheet, number: int, cells: Sequence[str], above: list[tuple[int, Sequence[str]]]) -> None:
    """Take the header. One single cell above is a title when this row has several, else the header of one column."""
    several = len([cell for cell in cells if cell]) > 1
    if above and not several:
        sheet.head, sheet.headers = above[0][0], list(above[0][1])
        sheet.lines.append(checked(Line(number, list(cells)), sheet))
    else:
        sheet.head, sheet.headers = number, list(cells)
    if len(sheet.headers) > COLUMNS:
        raise Refused(
            _("The file has more than %(columns)d columns. Leave out those that are not needed.") % {"columns": COLUMNS}
        )


def trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at the end."""
    end = next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)
    return list(cells[:end])


def checked(line: Line, sheet: Sheet) -> Line:
    width = len(sheet.headers)
    if any(line.cells[width:]):
        line.problems.append((WHOLE_ROW, _("The row has more cells than the header. Give the column a header.")))
    line.cells = line.cells[:width]
    for place, cell in enumerate(line.cells):
        if "\0" in cell:
            line.problems.append((place, _("The cell holds a character that no text has.")))
            line.cells[place] = cell.replace("\0", "")
        if len(cell) > CELL:
            line.problems.append((place, _("The cell holds more than %(most)d characters.") % {"most": CELL}))
            line.cells[place] = cell[:100]
        if cell.startswith("#") and cell in ERRORS:
            line.problems.append((place, _("The cell holds the error %(error)s. Correct it.") % {"error": cell}))
    return line


ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
ERRORS |= {"#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!"}
