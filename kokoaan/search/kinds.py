"""The kinds of things that can be found: one table, with those of higher floors by their address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from kokoaan.lib.pieces import pieces
from kokoaan.networks.models import MemberList, Membership, Network
from kokoaan.organisations.models import ContactDetail, NamedOrganisation, Organisation, Person, PersonalNote
from kokoaan.partners.models import Agreement, Commitment, Tie
from kokoaan.people.models import User
from kokoaan.places.models import Country, Place
from kokoaan.practices.models import Enquiry, Practice
from kokoaan.projects.models import CountryProgramme, JointProject, Project
from kokoaan.records.models import Record, RecordQuerySet, SavedView
from kokoaan.records.naming import add_naming
from kokoaan.search import documents
from kokoaan.search.document import Document
from kokoaan.strategy.models import Concept, Goal

CHUNK = 2_000


class Shelf(StrEnum):
    """Texts and names are indexed apart: a hundred thousand names would upset how words of texts are weighed."""

    TEXTS = "texts"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: which rows it is made of, how, and how a row is found by the document's key."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    keyed: Callable[[Collection[str]], Q]
    document: Callable[[Any], Document]
    shelf: Shelf = Shelf.NAMES
    carries_meaning: bool = False
    # Links to records whose names the document holds, where all who see it see those: renamed or narrowed, such a
    # record puts the document in the outbox.
    names: tuple[str, ...] = ()
    # Rows that make one document share this; each row makes its own when None.
    together: str | None = None

    @property
    def is_record(self) -> bool:
        return issubclass(self.rows().model, Record)

    def all(self) -> Iterator[Document]:
        """Read piece by piece: SQLite refuses to write beside a reading that is open when somebody else has written."""
        order = self.together or "pk"
        keys = list(self.rows().order_by(order).values_list("pk", flat=True))
        read = (self.rows().filter(pk__in=some).order_by(order) for some in pieces(keys, CHUNK))
        return self.made(chain.from_iterable(read))

    def by_keys(self, keys: Collection[str]) -> Iterator[Document]:
        """The documents of these keys; a key without a row has none."""
        return self.made(self.rows().filter(self.keyed(keys)).order_by(self.together or "pk"))

    def visible(self, keys: Collection[str], user: User | AnonymousUser) -> Iterator[Document]:
        """The documents of these keys that user may see."""
        rows = self.rows().filter(self.keyed(keys)).order_by(self.together or "pk")
        return self.made(rows.visible_to(user) if isinstance(rows, RecordQuerySet) else rows)

    def made(self, rows: Iterable[Any]) -> Iterator[Document]:
        if self.together is None:
            return map(self.document, rows)
        groups = groupby(rows, key=lambda row: getattr(row, self.together or ""))
        return (self.document(list(group)) for _, group in groups)


def by_uid(keys: Collection[str]) -> Q:
    return Q(uid__in=[UUID(key) for key in keys])


def by_pk(keys: Collection[str]) -> Q:
    return Q(pk__in=keys)


def by_source_key(keys: Collection[str]) -> Q:
    """Rows of facts by "source:key"."""
    of: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        source, _, rest = key.partition(":")
        of[source].append(rest)
    found = Q(pk__in=())
    for source, rest_of in of.items():
        found |= Q(source=source, key__in=rest_of)
    return found


def by_identity(keys: Collection[str]) -> Q:
    """Rows of the organisations named, by identity or by a source key of one of their rows."""
    rows = NamedOrganisation.objects.filter(by_source_key([key for key in keys if ":" in key]))
    return Q(identity__in=[key for key in keys if ":" not in key]) | Q(identity__in=rows.values("identity"))


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="place",
            rows=lambda: Place.objects.prefetch_related("names"),
            keyed=by_pk,
            document=documents.of_place,
        ),
        Kind(name="country", rows=Country.objects.all, keyed=by_pk, document=documents.of_country),
        Kind(
            name="organisation",
            rows=lambda: Organisation.objects.select_related("place"),
            keyed=by_uid,
            document=documents.of_organisation,
            carries_meaning=True,
        ),
        Kind(
            name="namedorganisation",
            rows=lambda: NamedOrganisation.objects.select_related("place"),
            keyed=by_identity,
            document=documents.of_named_organisation,
            together="identity",
        ),
        Kind(
            name="project",
            rows=Project.objects.all,
            keyed=by_source_key,
            document=documents.of_project,
            shelf=Shelf.TEXTS,
            carries_meaning=True,
        ),
        Kind(
            name="network",
            rows=Network.objects.all,
            keyed=by_source_key,
            document=documents.of_network,
            shelf=Shelf.TEXTS,
            carries_meaning=True,
        ),
        Kind(
            name="tie",
            rows=lambda: Tie.objects.select_related("place", "organisation"),
            keyed=by_uid,
            document=documents.of_tie,
            names=("organisation",),
        ),
        Kind(
            name="agreement",
            rows=lambda: Agreement.objects.prefetch_related("clauses"),
            keyed=by_uid,
            document=documents.of_agreement,
            carries_meaning=True,
        ),
        Kind(name="commitment", rows=Commitment.objects.all, keyed=by_uid, document=documents.of_commitment),
        Kind(
            name="membership",
            rows=lambda: Membership.objects.select_related("organisation"),
            keyed=by_uid,
            document=documents.of_membership,
            names=("organisation",),
        ),
        Kind(
            name="memberlist",
            rows=lambda: MemberList.objects.select_related("organisation"),
            keyed=by_uid,
            document=documents.of_member_list,
            names=("organisation",),
        ),
        Kind(name="goal", rows=Goal.objects.all, keyed=by_uid, document=documents.of_goal),
        Kind(
            name="countryprogramme",
            rows=CountryProgramme.objects.all,
            keyed=by_uid,
            document=documents.of_country_programme,
        ),
        Kind(
            name="jointproject",
            rows=JointProject.objects.all,
            keyed=by_uid,
            document=documents.of_joint_project,
            carries_meaning=True,
        ),
        Kind(
            name="person",
            rows=lambda: Person.objects.prefetch_related("acquaintances", "roles__organisation"),
            keyed=by_uid,
            document=documents.of_person,
            names=("roles__organisation",),
        ),
        Kind(
            name="contactdetail",
            rows=lambda: ContactDetail.objects.select_related("person"),
            keyed=by_uid,
            document=documents.of_contact_detail,
            names=("person",),
        ),
        Kind(
            name="personalnote",
            rows=lambda: PersonalNote.objects.select_related("person"),
            keyed=by_uid,
            document=documents.of_personal_note,
            names=("person",),
        ),
        Kind(
            name="practice",
            rows=lambda: Practice.objects.select_related("organisation").prefetch_related("evidence"),
            keyed=by_uid,
            document=documents.of_practice,
            shelf=Shelf.TEXTS,
            carries_meaning=True,
            names=("organisation",),
        ),
        Kind(name="enquiry", rows=Enquiry.objects.all, keyed=by_uid, document=documents.of_enquiry),
        Kind(name="savedview", rows=SavedView.objects.all, keyed=by_uid, document=documents.of_saved_view),
        # Places of the vocabulary are found as places, by the names that it gives them.
        Kind(
            name="concept",
            rows=lambda: Concept.objects.filter(is_place=False),
            keyed=by_source_key,
            document=documents.of_concept,
        ),
    )
}


# Kinds of higher floors, which this one may not import: taken in when all apps are there.
HIGHER: dict[str, str] = {
    "benefit": "kokoaan.review.documents.BENEFITS",
    "meeting": "kokoaan.desk.documents.MEETINGS",
    "need": "kokoaan.finder.documents.NEEDS",
    "watch": "kokoaan.library.documents.WATCHES",
}


def complete() -> None:
    """Fill the table, and say whose names the documents hold: the app does so once, when all models are there."""
    KINDS.update({name: import_string(place) for name, place in HIGHER.items()})
    for kind in KINDS.values():
        for path in kind.names:
            add_naming(kind.rows().model, path)


def shelved(shelf: Shelf) -> list[str]:
    return [name for name, kind in KINDS.items() if kind.shelf is shelf]


def record_kinds() -> list[str]:
    """Kinds whose rows have circles; everyone may see the others."""
    return [name for name, kind in KINDS.items() if kind.is_record]
