"""The kinds of records that are compared: one table. What is read of each is what the person sees, no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from kokoaan.duplicates.entry import Entry, Name
from kokoaan.duplicates.places_named import named
from kokoaan.lib.text import LANGUAGES, Version
from kokoaan.organisations.models import ContactDetail, Organisation, Person, Role
from kokoaan.organisations.models import Kind as OrganisationKind
from kokoaan.people.models import User
from kokoaan.places.models import Place
from kokoaan.places.namesakes import where
from kokoaan.projects.models import JointProject
from kokoaan.records.models import Record

Rows = Sequence[Any]


class Entries(Protocol):
    """Rows as they are compared, of what user sees; of all when there is no user."""

    def __call__(self, rows: Rows, user: User | None, with_places: bool = True) -> list[Entry]: ...


# Ids that registers of the world give: two organisations with one are the same.
IDS = ("wikidata", "transparency", "pic", "business_id")
PROJECT_IDS = ("fact",)
# Where anybody may have a page: it says nothing that two have theirs there.
SHARED_SITES = frozenset(
    {"facebook.com", "linkedin.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "wikipedia.org"}
)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A kind: its model, how its rows are read for comparing, and every name of one, its ids.

    Which places names speak of takes the longest to find; `entries` leaves it out for what is compared with a record
    that speaks of none.
    """

    model: type[Record]
    entries: Entries
    names: Callable[[Any], list[str]]
    # What is asked about while one is typed.
    typed: tuple[str, ...]
    ids: tuple[str, ...] = ()

    def read(self, fields: Mapping[str, str]) -> Any:
        """A record as far as it is typed: names in languages by their inputs (name_fi)."""
        record = self.model()
        for name, value in fields.items():
            field, _apart, lang = name.rpartition("_")
            if lang in LANGUAGES and field:
                setattr(record, field, {**getattr(record, field), lang: Version(text=value)})
            else:
                setattr(record, name, value)
        return record


def organisation_names(row: Organisation) -> list[str]:
    """The official name, those in languages, the acronym."""
    return list(dict.fromkeys(name for name in row.every_name if name))


def organisations(rows: Rows, user: User | None, with_places: bool = True) -> list[Entry]:
    """Organisations as they are compared; `user` is not asked, since all of it has the organisation's own circle."""
    texts = {name for row in rows for name in organisation_names(row)}
    names = named(texts) if with_places else {text: Name(text) for text in texts}
    places = Place.objects.select_related("country").in_bulk({row.place_id for row in rows if row.place_id})
    labels = {name: label_of(Organisation, name) for name in IDS}
    kinds = {str(value): str(label) for value, label in OrganisationKind.choices if value != OrganisationKind.UNKNOWN}
    return [
        Entry(
            uid=str(row.uid),
            names=tuple(names[name] for name in full_names(row)),
            acronym=row.acronym,
            ids={label: getattr(row, name) for name, label in labels.items()},
            kind=kinds.get(row.kind, ""),
            place=row.place_id,
            place_name=place_name(places.get(row.place_id)),
            site=site_of(row.website),
        )
        for row in rows
    ]


def full_names(row: Organisation) -> list[str]:
    return [name for name in organisation_names(row) if name != row.acronym or name == row.name]


def place_name(place: Place | None) -> str:
    return f"{place}, {where(place)}" if place else ""


def label_of(model: type[Record], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def site_of(address: str) -> str:
    """The website by its host, without "www."; "" for pages on a house of many."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return "" if any(host == shared or host.endswith(f".{shared}") for shared in SHARED_SITES) else host


def person_names(row: Person) -> list[str]:
    """The name in both orders, and other spellings."""
    return list(dict.fromkeys(name.strip() for name in [str(row), *row.also.split(",")] if name.strip()))


def people(rows: Rows, user: User | None, with_places: bool = True) -> list[Entry]:
    """People as they are compared: of their roles and addresses, which have circles of their own, what user sees."""
    keys = [row.pk for row in rows]
    bodies: dict[int, dict[str, str]] = defaultdict(dict)
    for role in seen(Role, user).filter(person__in=keys, organisation__in=seen(Organisation, user)):
        bodies[role.person_id][str(role.organisation_id)] = ""
    organisations = {key for some in bodies.values() for key in some}
    names = {str(row.pk): str(row) for row in seen(Organisation, user).filter(pk__in=organisations)}
    mails: dict[int, set[str]] = defaultdict(set)
    for detail in seen(ContactDetail, user).filter(person__in=keys, kind=ContactDetail.Kind.EMAIL):
        mails[detail.person_id].add(detail.value.strip().lower())
    return [
        Entry(
            uid=str(row.uid),
            names=tuple(Name(name) for name in person_names(row)),
            mails=frozenset(mails[row.pk]),
            bodies={key: names[key] for key in bodies[row.pk] if key in names},
            is_person=True,
        )
        for row in rows
    ]


def projects(rows: Rows, user: User | None, with_places: bool = True) -> list[Entry]:
    """Joint projects as they are compared; all of it has the project's own circle."""
    ids = {name: label_of(JointProject, name) for name in PROJECT_IDS}
    return [
        Entry(
            uid=str(row.uid),
            names=tuple(Name(name) for name in project_names(row)),
            acronym=row.acronym,
            ids={label: getattr(row, name) for name, label in ids.items()},
        )
        for row in rows
    ]


def project_names(row: JointProject) -> list[str]:
    return list(row.names)


def seen(model: type[Record], user: User | None) -> Any:
    """The rows that user sees; all of them when the house itself compares."""
    return model.objects.visible_to(user) if user else model.objects.all()


KINDS: dict[str, Comparable] = {
    "organisation": Comparable(
        Organisation, organisations, organisation_names, ("name", "acronym", "website", *IDS), IDS
    ),
    "person": Comparable(Person, people, person_names, ("given", "family", "also")),
    "jointproject": Comparable(
        JointProject,
        projects,
        project_names,
        (*(f"name_{lang}" for lang in LANGUAGES), "acronym"),
        PROJECT_IDS,
    ),
}


def kind_of(record: Record) -> Comparable:
    return KINDS[str(record._meta.model_name)]
