"""People: who does what there, who of us knows them, and for a person how to reach them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from kokoaan.office.about.entries import Entry, Kind
from kokoaan.office.about.linking import linked
from kokoaan.office.about.subjects import Subject
from kokoaan.organisations.models import Acquaintance, ContactDetail, PersonalNote, Role
from kokoaan.people.models import User
from kokoaan.records.pages import about_url

LINKS = {
    "place": lambda subject, user: Q(organisation__in=subject.there(user)),
    "country": lambda subject, user: Q(organisation__in=subject.there(user)),
    "organisation": lambda subject, user: Q(organisation=subject.pk),
}
OF_PERSON = {"person": lambda subject, user: Q(person=subject.pk)}


def people(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Role, subject, user, LINKS, "person", "organisation", "circle", order="-begins")


def roles(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind != "person":
        return None
    return linked(Role, subject, user, OF_PERSON, "person", "organisation", "circle", order="-begins")


def role(row: Role, subject: Subject) -> Entry:
    """Of a person, the role; of anything else, the person in it."""
    organisation = row.name_of(row.organisation)
    of_person, at_organisation = subject.kind == "person", subject.kind == "organisation"
    parts = [row.function, row.unit, "" if of_person or at_organisation else organisation]
    note = ", ".join(part for part in parts if part)
    return Entry(
        key=f"role:{row.pk}",
        name=organisation if of_person else row.name_of(row.person),
        note=note,
        url=reverse("role:inspect", args=[row.pk]) if of_person else about_url(row.person),
        begins=row.begins,
        ends=row.ends,
        status="ended" if row.is_over else "active",
        is_example=row.is_example,
        owner=row.owner,
        others=() if at_organisation else (f"organisation:{row.organisation_id}",),
    )


PEOPLE = Kind(name="people", title=gettext_lazy("People and their roles"), rows=people, entry=role, is_timed=False)
ROLES = Kind(name="roles", title=gettext_lazy("Roles"), rows=roles, entry=role, is_timed=False)


def acquainted(subject: Subject, user: User) -> Q:
    held = Role.objects.visible_to(user).filter(LINKS[subject.kind](subject, user)).order_by().values("person")
    return Q(person__in=held)


KNOWN = {
    "place": acquainted,
    "organisation": acquainted,
    "person": lambda subject, user: Q(person=subject.pk),
}


def acquaintances(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind not in KNOWN:
        return None
    return linked(Acquaintance, subject, user, KNOWN, "person", "user", "circle")


def acquaintance(row: Acquaintance, subject: Subject) -> Entry:
    of_person = subject.kind == "person"
    return Entry(
        key=f"acquaintance:{row.pk}",
        name=str(row.user),
        note=row.get_how_display() if of_person else f"{row.get_how_display()}: {row.name_of(row.person)}",
        url=reverse("acquaintance:inspect", args=[row.pk]),
        begins=row.since,
        is_example=row.is_example,
        owner=row.owner,
    )


ACQUAINTANCES = Kind(
    name="acquaintances",
    title=gettext_lazy("Who of us knows them"),
    rows=acquaintances,
    entry=acquaintance,
    is_timed=False,
)


def details(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind != "person":
        return None
    rows = linked(ContactDetail, subject, user, OF_PERSON)
    return rows.order_by("kind", "pk") if rows is not None else None


def detail(row: ContactDetail, subject: Subject) -> Entry:
    return Entry(
        key=f"contactdetail:{row.pk}",
        name=row.value_in_a_line,
        note=" · ".join(part for part in (row.get_kind_display(), row.note) if part),
        url=row.url or reverse("contactdetail:inspect", args=[row.pk]),
        is_example=row.is_example,
    )


DETAILS = Kind(
    name="details",
    title=gettext_lazy("How to reach them"),
    rows=details,
    entry=detail,
    is_drawn=False,
    is_timed=False,
)


def notes(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(PersonalNote, subject, user, OF_PERSON) if subject.kind == "person" else None


def note(row: PersonalNote, subject: Subject) -> Entry:
    return Entry(
        key=f"personalnote:{row.pk}",
        name=Truncator(row.text).chars(120),
        url=reverse("personalnote:inspect", args=[row.pk]),
        is_example=row.is_example,
        owner=row.owner,
    )


NOTES = Kind(name="notes", title=gettext_lazy("Notes"), rows=notes, entry=note, is_drawn=False, is_timed=False)
