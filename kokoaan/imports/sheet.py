from __future__ import annotations

from dataclasses import dataclass, field

# The place of a problem of no one column.
WHOLE_ROW = -1


class Number(str):
    """A cell that holds a number: with a point, in no language. 125.375 is little more than a hundred."""

    __slots__ = ()


def kept_cell(cell: str) -> str | int | float:
    """The cell as JSON keeps it."""
    if not isinstance(cell, Number):
        return cell
    return int(cell) if cell.lstrip("-").isdecimal() else float(cell)


def cell_again(value: str | int | float) -> str:
    return value if isinstance(value, str) else Number(f"{value:.15g}" if isinstance(value, float) else value)


@dataclass(slots=True)
class Line:
    """One row of a file: its number as the spreadsheet shows it, its cells as text, problems by place of column."""

    number: int
    cells: list[str]
    problems: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A table of a file: its headers, the number of the row that holds them, and the rows below that hold anything."""

    name: str
    head: int
    headers: list[str]
    lines: list[Line]
    # What the person is to know of the whole sheet.
    notes: list[str] = field(default_factory=list)


def cell_of(line: Line, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""
