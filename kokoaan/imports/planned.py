"""One row of a file as it is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kokoaan.imports.models import BatchRow
from kokoaan.imports.sheet import Line
from kokoaan.records.models import Record

What = BatchRow.What


@dataclass(slots=True, eq=False)
class Planned:
    """What the row does, with the record it makes (`made`) or changes (`record`, to kept `values`)."""

    sheet: str
    kind: str
    line: Line
    texts: dict[str, str]
    what: str = What.ERROR
    name: str = ""
    made: Record | None = None
    record: Record | None = None
    # The likeliest of those that a likely duplicate may be.
    like: Record | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[list[str]] = field(default_factory=list)
    problems: list[list[str]] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The row as other rows speak of it."""
        told = {"sheet": self.sheet, "row": self.line.number}
        return (_("Row %(row)d of “%(sheet)s”") if self.sheet else _("Row %(row)d")) % told

    def note(self, wrong: Mapping[str, Sequence[str]]) -> None:
        """What is wrong, by field: each with the column that it stands in."""
        for name, sentences in wrong.items():
            key = next((key for key in self.texts if key.split(":")[0] == name), name)
            self.problems += [[key, said] for said in sentences]
