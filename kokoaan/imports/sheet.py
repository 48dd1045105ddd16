from __future__ import annotations

from dataclasses import dataclass, field


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
