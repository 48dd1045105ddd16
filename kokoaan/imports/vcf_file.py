"""A vCard file as sheets, one for each kind of record that its cards make; the rows carry the number of their card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kokoaan.imports.errors import Refused
from kokoaan.imports.sheet import Line, Sheet
from kokoaan.organisations.vcard import Card, Cards, Row, counted, read

# So many cards are named one by one.
NAMED = 50
COLUMNS = {
    "organisation": ("name", "website", "notes"),
    "person": ("given", "family", "title", "also", "honorific", "languages", "source"),
    "role": ("person", "organisation", "function", "unit"),
    "contactdetail": ("person", "kind", "value", "note"),
    "personalnote": ("person", "text"),
}


def read_vcf(path: Path) -> list[Sheet]:
    try:
        cards = read(path.read_bytes())
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    rows: dict[str, list[tuple[int, Row]]] = {kind: [] for kind in COLUMNS}
    known: set[str] = set()
    for card in cards.cards:
        for kind, row in made_of(card):
            # An organisation is one row, however many cards name it and nothing more.
            if kind == "organisation" and list(row) == ["name"] and row["name"] in known:
                continue
            if kind == "organisation":
                known.add(row["name"])
            rows[kind].append((card.number, row))
    sheets = [sheet(kind, some) for kind, some in rows.items() if some]
    sheets[0].notes = told(cards)
    return sheets


def sheet(kind: str, rows: list[tuple[int, Row]]) -> Sheet:
    headers = [name for name in COLUMNS[kind] if any(row.get(name) for _number, row in rows)]
    return Sheet(kind, 0, headers, [Line(number, [row.get(name, "") for name in headers]) for number, row in rows])


def made_of(card: Card) -> Iterator[tuple[str, Row]]:
    row = card.row
    if row["kind"] == "organisation":
        yield "organisation", organisation(card)
        return
    for role in card.roles:
        if name := role.get("organisation"):
            yield "organisation", {"name": name}
    yield "person", row
    person = named(card)
    for role in card.roles:
        if role.get("organisation"):
            yield "role", {**role, "person": person}
    for column, value, note in dict.fromkeys(card.reach):
        yield "contactdetail", {"person": person, "kind": column, "value": value, "note": note}
    if text := notes(card):
        yield "personalnote", {"person": person, "text": text}


def named(card: Card) -> str:
    """The person of this card, though another has the same name (naming.py: of_card)."""
    name = " ".join(part for part in (card.row.get("given", ""), card.row.get("family", "")) if part)
    return f"{name} (card {card.number})"


def organisation(card: Card) -> Row:
    """An organisation has a website; how else to reach it stands in its notes."""
    made = {"name": card.row["organisation"]}
    lines = [card.row.get("note", ""), *(f"{column}: {value}" for column, value, _note in card.reach)]
    for column, value, _note in card.reach:
        if column == "web" and "website" not in made:
            made["website"] = value
            lines.remove(f"{column}: {value}")
    if text := "\n".join(line for line in lines if line):
        made["notes"] = text
    return made


def notes(card: Card) -> str:
    """What a card says of a person and no field of ours holds."""
    row = card.row
    loose = [role["function"] for role in card.roles if "organisation" not in role]
    lines = [
        row.get("note", ""),
        _("Function: %(function)s") % {"function": loose[0]} if loose else "",
        _("Related: %(names)s") % {"names": row["related"]} if "related" in row else "",
        _("Categories: %(names)s") % {"names": row["categories"]} if "categories" in row else "",
    ]
    return "\n".join(line for line in lines if line)


def told(cards: Cards) -> list[str]:
    """What did not come along; of which card, without saying whose it is."""
    said = cards.told()
    strange = [card for card in cards.cards if card.unknown]
    said += [
        _("Card %(number)d: %(names)s left out.") % {"number": card.number, "names": counted(card.unknown)}
        for card in strange[:NAMED]
    ]
    return said
