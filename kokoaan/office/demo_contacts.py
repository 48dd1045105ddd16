"""Example people, with roles, details for some circles only, and a part of an organisation. All names are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kokoaan.office.examples import keep
from kokoaan.organisations.models import (
    Acquaintance,
    ContactDetail,
    Kind,
    Organisation,
    Person,
    PersonalNote,
    Role,
)
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY


@dataclass(frozen=True, slots=True)
class Example:
    """`days` is how long the person's data may still be kept; a time that is over asks to be looked at."""

    key: str
    given: str
    family: str
    title: str
    honorific: str
    languages: str
    where: str
    function: str
    begins: str
    circle: str
    basis: str
    days: int


EXAMPLES = (
    Example(
        *("harbour", "Esimerkki", "Example", "Ms", "Dear Harbour Master", "fi, sv, en"),
        *("Example Harbour Authority", "Harbour master", "2021-05", "staff", Person.Basis.OFFICE, 400),
    ),
    Example(
        *("climate", "Malli", "Exempel", "Dr", "Dear Dr Exempel", "sv, en"),
        *("Example Climate Partnership secretariat", "Head of secretariat", "2023", "strategy", Person.Basis.TASK, -20),
    ),
    Example(
        *("forum", "Paragon", "Beispiel", "Mr", "Dear Mr Beispiel", "de, en, fr"),
        *("Example Brussels Forum", "Programme director", "2024-01", "eu", "", 200),
    ),
)


def keep_contacts(people: DemoPeople, today: date) -> None:
    keep_part(people)
    for example in EXAMPLES:
        keep_person(example, people, today)


def keep_part(people: DemoPeople) -> None:
    whole = Organisation.objects.filter(name="Example Climate Partnership", is_example=True).first()
    part = Organisation(name="Example Climate Partnership secretariat", kind=Kind.SECRETARIAT, parent=whole)
    part.notes = "An example of a part of an organisation."
    part.owner, part.circle = people.units[STRATEGY], people.circles["strategy"]
    keep(part, "climate-secretariat", people.users["ella"])


def keep_person(example: Example, people: DemoPeople, today: date) -> None:
    ella, unit, circle = people.users["ella"], people.units[STRATEGY], people.circles[example.circle]
    person = Person(given=example.given, family=example.family, title=example.title, honorific=example.honorific)
    person.languages, person.basis = example.languages, example.basis
    person.retain_until = today + timedelta(days=example.days)
    person.owner, person.circle = unit, circle
    keep(person, example.key, ella)
    # One that somebody has deleted is not made again, and neither is what hung on it.
    if (made := Person.objects.filter(uid=person.uid).first()) is None:
        return
    keep_role(example, made, people)
    keep(Acquaintance(person=made, user=people.users["omar"], how="met", since="2024"), example.key, ella)
    for kind, value, seen_by in (
        (ContactDetail.Kind.EMAIL, f"{example.key}@example.org", example.circle),
        (ContactDetail.Kind.MOBILE, "+358 40 000 0000", "strategy"),
    ):
        detail = ContactDetail(person=made, kind=kind, value=value, owner=unit, circle=people.circles[seen_by])
        keep(detail, f"{example.key}-{kind}", ella)
    note = PersonalNote(person=made, text="An example: likes to begin with trams.", owner=unit)
    note.circle = people.circles["strategy"]
    keep(note, example.key, ella)


def keep_role(example: Example, person: Person, people: DemoPeople) -> None:
    if organisation := Organisation.objects.filter(name=example.where, is_example=True).first():
        role = Role(person=person, organisation=organisation, function=example.function, begins=example.begins)
        role.is_main = True
        keep(role, example.key, people.users["ella"])
