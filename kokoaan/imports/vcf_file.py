"""A vCard file as sheets: people and organisations, a column for each property that the cards have."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ValidationError

from kokoaan.imports.errors import Refused
from kokoaan.imports.sheet import Line, Sheet
from kokoaan.organisations.vcard import Row, read


def read_vcf(path: Path) -> list[Sheet]:
    try:
        cards = read(path.read_bytes())
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    numbered = list(enumerate(cards.rows, 1))
    kinds = dict.fromkeys(row.get("kind", "person") for row in cards.rows)
    return [
        sheet(kind, [(number, row) for number, row in numbered if row.get("kind", "person") == kind]) for kind in kinds
    ]


def sheet(kind: str, rows: list[tuple[int, Row]]) -> Sheet:
    """The rows carry the number of their card. The card's own uid is not ours."""
    headers = [
        name for name in dict.fromkeys(name for _number, row in rows for name in row) if name not in {"kind", "uid"}
    ]
    return Sheet(kind, 0, headers, [Line(number, [row.get(name, "") for name in headers]) for number, row in rows])
