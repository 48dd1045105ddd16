"""Read vCards of any version: one Card for each, for a page or the importer. Nothing is written here.

Columns of a card's row: kind ("person" or "organisation"), given, family, title, also, languages, organisation, unit,
function, email, phone, mobile, address, web, assistant, related, categories, note, source, uid. Values are text, with
"; " between several of one kind. What belongs together, roles and ways to reach somebody, the card holds apart too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.organisations.vcard_lines import Line, lines_in

MOST_BYTES = 20 * 1024 * 1024
MOST_CARDS = 20_000
MOST_LINES = 500
DEEPEST = 5
BETWEEN = "; "
WITHIN = {"also": ", ", "languages": ", "}
# Columns by which somebody is reached, and what is worth noting of a line: that it is no office.
REACH = ("email", "phone", "mobile", "address", "web", "assistant")
SAID = {"HOME"}
# Data that the desk has no reason to keep, or pictures; each is named to the user.
DROPPED = {"PHOTO", "LOGO", "SOUND", "KEY", "BDAY", "ANNIVERSARY", "DEATHDATE", "GENDER", "GEO"}
# How the writing program works, which says nothing about the person.
MACHINERY = {"BEGIN", "END", "VERSION", "PRODID", "REV", "CLASS", "MAILER", "TZ", "CLIENTPIDMAP", "XML", "KIND"}
MACHINERY |= {"X-ABLABEL", "X-ABUID", "X-ABADR", "X-ABSHOWAS", "PROFILE", "NAME", "SORT-STRING"}

Row = dict[str, str]


@dataclass(slots=True)
class Card:
    """One card of a file: `number` counts from one. `roles` have organisation, unit, function; `reach` pairs of a
    column and a line; `unknown` names what there is no place for."""

    number: int
    row: Row = field(default_factory=dict)
    roles: list[Row] = field(default_factory=list)
    reach: list[tuple[str, str, str]] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Cards:
    """The cards, and what the user is to be told: what was left out, by name and how often."""

    cards: list[Card] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    count: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [card.row for card in self.cards]

    def told(self) -> list[str]:
        """Sentences about what did not come along."""
        said = [*dict.fromkeys(self.notes)]
        if self.nameless:
            said.append(
                ngettext(
                    "%(count)d card has no name and is left out: number %(numbers)s.",
                    "%(count)d cards have no name and are left out: numbers %(numbers)s.",
                    len(self.nameless),
                )
                % {"count": len(self.nameless), "numbers": ", ".join(map(str, self.nameless[:50]))}
            )
        if self.dropped:
            said.append(_("Left out on purpose: %(names)s.") % {"names": counted(self.dropped)})
        if self.unknown:
            said.append(_("Left out, since there is no place for it: %(names)s.") % {"names": counted(self.unknown)})
        return said


def counted(names: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(names.items())[:50])


def read(body: bytes) -> Cards:
    """The cards of a .vcf file. Raises ValidationError for a file that is too large, too deep or no vCard at all."""
    if len(body) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 20 MB. Export fewer contacts at a time, without pictures."))
    cards, open_lines, depth = Cards(), list[Line](), 0
    for line in lines_in(body):
        if line.name == "BEGIN":
            depth += 1
            check(depth, len(cards.cards))
        elif line.name == "END":
            if depth == 1:
                finish(open_lines, cards)
                open_lines = []
            depth = max(0, depth - 1)
        elif depth > 1:
            cards.notes.append(_("A card inside another card was left out."))
        elif depth:
            open_lines.append(line)
    if depth:
        finish(open_lines, cards)
        cards.notes.append(_("The last card has no end: the file may be cut off."))
    if not cards.rows:
        raise ValidationError(_("The file holds no contact. Choose a file of vCards (.vcf)."))
    return cards


def check(depth: int, count: int) -> None:
    if depth > DEEPEST:
        raise ValidationError(_("The file holds cards inside cards inside cards: it is damaged. Nothing was read."))
    if count >= MOST_CARDS:
        raise ValidationError(
            _("The file holds more than %(count)d contacts. Import it in parts."), params={"count": MOST_CARDS}
        )


def finish(lines: list[Line], cards: Cards) -> None:
    """Make one card; one without a name is counted and named by its number."""
    cards.count += 1
    card = Card(cards.count)
    if len(lines) > MOST_LINES:
        cards.notes.append(_("A card has more than 500 lines: the rest of it was left out."))
    found: dict[str, list[str]] = {}
    for line in lines[:MOST_LINES]:
        take(line, found, cards, card)
    row = {name: joined(values, WITHIN.get(name, BETWEEN)) for name, values in found.items() if any(values)}
    card.row, card.roles = with_name(row, lines), roles_in(lines[:MOST_LINES])
    if card.row:
        cards.cards.append(card)
    else:
        cards.nameless.append(card.number)


def joined(values: list[str], between: str) -> str:
    return between.join(dict.fromkeys(value for value in values if value))


def roles_in(lines: list[Line]) -> list[Row]:
    """What the person does where: a title belongs to the organisation of its group, else to the next without one."""
    roles, groups, loose = list[Row](), list[str](), list[str]()
    for line in lines:
        if line.name == "ORG" and (role := body(line))["organisation"]:
            roles.append(role)
            groups.append(line.group)
    for line in lines:
        if line.name in {"TITLE", "ROLE"} and line.text:
            own = next((n for n, group in enumerate(groups) if line.group and group == line.group), None)
            bare = next((n for n, role in enumerate(roles) if "function" not in role and not line.group), None)
            place = own if own is not None else bare
            if place is None and roles and not line.group:
                place = len(roles) - 1
            if place is None:
                loose.append(line.text)
            elif line.text not in (said := roles[place].get("function", "")):
                roles[place]["function"] = ", ".join(one for one in (said, line.text) if one)
    return roles or ([{"function": ", ".join(loose)}] if loose else [])


def take(line: Line, found: dict[str, list[str]], cards: Cards, card: Card) -> None:
    if line.is_too_long and line.name not in DROPPED:
        cards.notes.append(_("A line of %(name)s is too long and was left out.") % {"name": line.name or "?"})
    elif line.name in DROPPED:
        cards.dropped[line.name] += 1
    elif line.name in READERS:
        for column, value in READERS[line.name](line).items():
            found.setdefault(column, []).append(value)
            if column in REACH and value:
                card.reach.append((column, value, told_of(line)))
    elif line.name and line.name not in MACHINERY:
        cards.unknown[line.name] += 1
        card.unknown[line.name] += 1


def told_of(line: Line) -> str:
    """Of which kind an address or a number is, where the card says more than that it is one."""
    return ", ".join(sorted(one.lower() for one in line.types & SAID))


def with_name(row: Row, lines: list[Line]) -> Row:
    """The row with its kind and, where the card gives the whole name only, with its last word as the family name."""
    whole = row.pop("name", "")
    is_body = any(line.name == "KIND" and line.text.lower() in {"org", "organization"} for line in lines)
    named = whole or row.get("given") or row.get("family")
    if is_body or (row.get("organisation") and (row["organisation"] == whole or not named)):
        if not (row.get("organisation") or whole):
            return {}
        return {"kind": "organisation", **row, "organisation": row.get("organisation") or whole}
    if not (row.get("given") or row.get("family")):
        row["given"], _space, row["family"] = whole.rpartition(" ")
    row = {name: value for name, value in row.items() if value}
    return {"kind": "person", **row} if row.get("given") or row.get("family") else {}


def name(line: Line) -> Row:
    family, given, further, before, after = (*line.texts, "", "", "", "", "")[:5]
    whole = " ".join(part for part in (given, further) if part)
    return {"family": family, "given": whole, "title": before, "note": after}


def body(line: Line) -> Row:
    organisation, *units = line.texts
    return {"organisation": organisation, "unit": ", ".join(unit for unit in units if unit)}


def phone(line: Line) -> Row:
    number = line.text.removeprefix("tel:")
    if "FAX" in line.types:
        return {"note": _("Fax: %(number)s") % {"number": number}}
    return {"mobile" if line.types & {"CELL", "MOBILE", "TEXT"} else "phone": number}


def address(line: Line) -> Row:
    """Street first, country last, as one reads it."""
    box, further, street, place, region, code, country = (*line.texts, *[""] * 7)[:7]
    parts = (street, further, box, " ".join(one for one in (code, place) if one), region, country)
    return {"address": ", ".join(part for part in parts if part)}


def related(line: Line) -> Row:
    what = ", ".join(sorted(one.lower() for one in line.types))
    if what == "agent" or "ASSISTANT" in line.types:
        return {"assistant": line.text}
    return {"related": f"{what}: {line.text}" if what else line.text}


def plain(column: str, prefix: str = "") -> Callable[[Line], Row]:
    return lambda line: {column: line.text.removeprefix(prefix)}


READERS: Mapping[str, Callable[[Line], Row]] = {
    "FN": plain("name"),
    "N": name,
    "NICKNAME": plain("also"),
    "X-HONORIFIC": plain("honorific"),
    "ORG": body,
    "TITLE": plain("function"),
    "ROLE": plain("function"),
    "EMAIL": plain("email", "mailto:"),
    "TEL": phone,
    "ADR": address,
    "LABEL": plain("address"),
    "URL": plain("web"),
    "LANG": plain("languages"),
    "X-LANG": plain("languages"),
    "X-ASSISTANT": plain("assistant"),
    "X-MS-ASSISTANT": plain("assistant"),
    "X-EVOLUTION-ASSISTANT": plain("assistant"),
    "AGENT": plain("assistant"),
    "RELATED": related,
    "X-ABRELATEDNAMES": related,
    "CATEGORIES": plain("categories"),
    "NOTE": plain("note"),
    "SOURCE": plain("source"),
    "UID": plain("uid", "urn:uuid:"),
}
