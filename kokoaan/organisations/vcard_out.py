"""Write people as vCard 3.0, which phones, Outlook and the others all read: what this reader sees, and no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from kokoaan.organisations.models import ContactDetail, Person, Role
from kokoaan.people.models import User

CHUNK = 500
# A line holds so many bytes; the next begins with a space (RFC 2426, 2.6).
WIDEST = 75
MARKS = re.compile(r"([\\;,])")
KINDS = {
    ContactDetail.Kind.EMAIL: "EMAIL;TYPE=INTERNET",
    ContactDetail.Kind.PHONE: "TEL;TYPE=WORK,VOICE",
    ContactDetail.Kind.MOBILE: "TEL;TYPE=CELL",
    ContactDetail.Kind.ASSISTANT: "X-ASSISTANT",
}


def cards(people: QuerySet[Any], user: User) -> Iterator[str]:
    """The cards of people whom user sees, some at a time, so that a long list begins to arrive at once."""
    rows = people.prefetch_related("roles__organisation")
    for some in chunks(iter(rows.iterator(chunk_size=CHUNK))):
        details = defaultdict(list)
        for detail in ContactDetail.objects.visible_to(user).filter(person__in=[one.pk for one in some]):
            details[detail.person_id].append(detail)
        yield "".join(card(person, details[person.pk]) for person in some)


def chunks(rows: Iterator[Person]) -> Iterator[Sequence[Person]]:
    while some := tuple(islice(rows, CHUNK)):
        yield some


def card(person: Person, details: Iterable[ContactDetail]) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", *named(person)]
    roles = [role for role in person.roles.all() if not role.is_over]
    # A card has one organisation; further ones stand in groups of their own.
    lines += [line for number, role in enumerate(roles) for line in held(role, f"role{number}." if number else "")]
    lines += [reached(detail) for detail in details]
    lines += [f"UID:urn:uuid:{person.uid}", "END:VCARD"]
    return "".join(folded(line) for line in lines)


def named(person: Person) -> Iterator[str]:
    yield f"FN:{escaped(str(person))}"
    yield f"N:{escaped(person.family)};{escaped(person.given)};;{escaped(person.title)};"
    if person.also:
        yield "NICKNAME:" + ",".join(escaped(one.strip()) for one in person.also.split(","))
    if person.honorific:
        yield f"X-HONORIFIC:{escaped(person.honorific)}"
    if person.languages:
        yield f"X-LANG:{escaped(person.languages)}"
    if person.source:
        yield f"SOURCE:{person.source}"


def held(role: Role, group: str) -> Iterator[str]:
    yield f"{group}ORG:{escaped(role.name_of(role.organisation))};{escaped(role.unit)}"
    if role.function:
        yield f"{group}TITLE:{escaped(role.function)}"


def reached(detail: ContactDetail) -> str:
    if detail.kind == ContactDetail.Kind.ADDRESS:
        return f"ADR;TYPE=WORK:;;{escaped(detail.value)};;;;"
    if detail.kind == ContactDetail.Kind.WEB:
        # An address is no text: its commas stay.
        return f"URL:{detail.value}"
    return f"{KINDS[ContactDetail.Kind(detail.kind)]}:{escaped(detail.value)}"


def escaped(text: str) -> str:
    """Text that stays one value on one line, whatever it holds."""
    return "\\n".join(MARKS.sub(r"\\\1", line) for line in text.splitlines())


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, none of which cuts a letter."""
    pieces, piece = [], b""
    for letter in line:
        raw = letter.encode()
        if len(piece) + len(raw) > WIDEST:
            pieces.append(piece)
            piece = b" "
        piece += raw
    return b"\r\n".join([*pieces, piece]).decode() + "\r\n"
