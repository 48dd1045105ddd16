"""Makers of people and what hangs on them. All names are made up."""

from kokoaan.organisations.models import ContactDetail, Organisation, Person, PersonalNote, Role
from kokoaan.records.changing import create


def make_person(office, family="Example", given="Esimerkki", circle=None, **changed):
    person = Person(given=given, family=family, owner=office.strategy, circle=circle or office.staff, **changed)
    return create(person, by=None)


def make_organisation(office, name, circle=None, **changed):
    return create(Organisation(name=name, owner=office.strategy, circle=circle or office.staff, **changed), by=None)


def make_role(person, organisation, **changed):
    return create(Role(person=person, organisation=organisation, **changed), by=None)


def make_detail(office, person, value, kind="email", circle=None, **changed):
    detail = ContactDetail(person=person, kind=kind, value=value, **changed)
    detail.owner, detail.circle = office.strategy, circle or person.circle
    return create(detail, by=None)


def make_note(office, person, text, circle=None):
    note = PersonalNote(person=person, text=text, owner=office.strategy, circle=circle or person.circle)
    return create(note, by=None)
