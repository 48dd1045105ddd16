"""Erase a person: the record, what hangs on it, its past, and its name where meetings hold it.

The erasures stand in the database and in a file beside it, so that a backup that is brought back is erased again.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kokoaan.organisations.models import Acquaintance, ContactDetail, Erasure, Person, PersonalNote, Role
from kokoaan.people.models import User
from kokoaan.records.changing import locked
from kokoaan.records.documents.keeping import throw_away
from kokoaan.records.erasing import Names, forget, take_out, unlink
from kokoaan.records.models import Attachment, Change, Redirect
from kokoaan.records.outbox import touch

log = logging.getLogger(__name__)

# What goes with the person.
OWN: tuple[Any, ...] = (Role, Acquaintance, ContactDetail, PersonalNote)


@dataclass(frozen=True, slots=True)
class Trace:
    """What the house holds of a person: keys, names now and earlier, and the addresses of all that was theirs.

    Whoever was merged into the person was the person.
    """

    keys: frozenset[int]
    uids: frozenset[UUID]
    names: Names
    files: frozenset[str] = frozenset()


def erase(person: Person, by: User | None, why: str) -> Erasure:
    """Erase the person for good. Raises ValidationError, and erases nothing, when other records need them."""
    with transaction.atomic():
        current = locked(person)
        trace = trace_of(current.uid, current.pk)
        remove(current)
        clean(trace)
        erasure, _made = Erasure.objects.get_or_create(uid=current.uid, defaults={"by": by, "why": why})
        transaction.on_commit(lambda: write_down(erasure))
    return erasure


def remove(person: Person) -> None:
    """Delete the rows. Sight is not asked: who has the verb erases all of it, also what they do not see."""
    for model in OWN:
        rows = model.objects.filter(person=person.pk)
        for row in rows:
            touch(*row.document)
        rows.delete()
    papers = Attachment.of(person)
    for paper in papers:
        touch(*paper.document)
    papers.delete()
    touch(*person.document)
    check_unneeded(person)


def check_unneeded(person: Person) -> None:
    """Raises ValidationError that says what still needs the person."""
    every: list[Any] = list(Person._meta.get_fields(include_hidden=True))
    # Tables of links to many rows are cut by `unlink`.
    single = (one for one in every if one.one_to_many and not one.related_model._meta.auto_created)
    kinds = [
        str(link.related_model._meta.verbose_name_plural)
        for link in single
        if link.related_model not in OWN
        and link.related_model._base_manager.filter(**{link.field.name: person.pk}).exists()
    ]
    if kinds:
        raise ValidationError(
            _("Others need this person: %(kinds)s. Change those first. Nothing was erased."),
            params={"kinds": ", ".join(kinds)},
        )


def clean(trace: Trace) -> None:
    """Everything but the rows themselves: links, names in other records, the log, the person."""
    for link in many_links():
        unlink(link, trace.keys, trace.names)
    Person.objects.filter(pk__in=trace.keys).delete()
    forget(trace.uids, trace.names)
    take_out(trace.names)
    transaction.on_commit(lambda: throw_away(trace.files))


def many_links() -> list[Any]:
    """Fields of other records that link to many people."""
    return [link.field for link in Person._meta.related_objects if link.many_to_many]


def trace_of(uid: UUID, key: int) -> Trace:
    people = {uid: key, **merged_into({uid})}
    uids = {*people, *(found for model in OWN for one in people.values() for found in uids_of(model, one))}
    names = {name for pair in people.items() for name in names_of(*pair)}
    papers = papers_of(people)
    uids |= papers.keys()
    return Trace(frozenset(people.values()), frozenset(uids), Names(frozenset(names)), frozenset(papers.values()))


def papers_of(people: Collection[UUID]) -> dict[UUID, str]:
    """Addresses of the documents that are or were these people's, each with the fingerprint of its file."""
    kind = ContentType.objects.get_for_model(Person)
    now = dict(Attachment.objects.filter(model=kind, record__in=people).values_list("uid", "sha256"))
    whose = [str(uid) for uid in people]
    rows = Change.objects.filter(model=ContentType.objects.get_for_model(Attachment), field="")
    logged = rows.filter(Q(old__record__in=whose) | Q(new__record__in=whose)).values_list("record", "old", "new")
    return {**{uid: (old or new)["sha256"] for uid, old, new in logged}, **now}


def merged_into(uids: set[UUID]) -> dict[UUID, int]:
    """Addresses and keys of the records that were merged into these, and into those."""
    found = dict(Redirect.objects.in_force().filter(new__in=uids).values_list("old", "old_key"))
    return {**found, **merged_into(set(found) - uids)} if found else {}


def uids_of(model: type[models.Model], key: int) -> set[UUID]:
    """Addresses of the rows of a kind that are or were this person's; one that was given to another stays theirs."""
    now = dict(model._base_manager.values_list("uid", "person").filter(person=key))
    logged = Change.objects.filter(model=ContentType.objects.get_for_model(model), field="")
    were = set(logged.filter(Q(old__person=key) | Q(new__person=key)).values_list("record", flat=True))
    others = set(model._base_manager.filter(uid__in=were).exclude(person=key).values_list("uid", flat=True))
    return set(now) | (were - others)


def names_of(uid: UUID, key: int) -> Iterator[str]:
    """Every name the person has had, in both orders."""
    given, family = set[str](), set[str]()
    for held in versions(uid, key):
        given.add(held.get("given") or "")
        family.add(held.get("family") or "")
        yield from (one.strip() for one in (held.get("also") or "").split(",") if one.strip())
    for first, last in product(given, family):
        yield from {f"{first} {last}".strip(), f"{last} {first}".strip()} - {""}


def versions(uid: UUID, key: int) -> Iterator[dict[str, Any]]:
    """Names as they are and as the log has them."""
    yield from Person.objects.filter(pk=key).values("given", "family", "also")
    for row in Change.objects.filter(record=uid, field__in=["", "given", "family", "also"]):
        for value in (row.old, row.new):
            if value:
                yield value if not row.field else {row.field: value}


def replay() -> int:
    """Erase again whom a restored backup has brought back; returns how many. Who cannot be erased stops no other."""
    known = dict(Erasure.objects.values_list("uid", "why")) | written_down()
    there = [person for person in Person.objects.filter(uid__in=known) if erased_again(person, known[person.uid])]
    kept = set(Person.objects.filter(uid__in=known).values_list("uid", flat=True))
    logged = set(Change.objects.filter(record__in=known).values_list("record", flat=True)) - kept
    for uid in logged:
        with transaction.atomic():
            clean(trace_of(uid, key_in_log(uid)))
            Erasure.objects.get_or_create(uid=uid, defaults={"why": known[uid]})
    return len(there) + len(logged)


def erased_again(person: Person, why: str) -> bool:
    try:
        erase(person, None, why)
    except ValidationError as refused:
        log.warning("The person %s is not erased again. %s", person.uid, " ".join(refused.messages))
        return False
    return True


def key_in_log(uid: UUID) -> int:
    """The primary key that a person had, who is in the log only."""
    whole = Change.objects.filter(record=uid, field="").values_list("old", "new")
    return next((held["id"] for pair in whole for held in pair if held), 0)


def path() -> Path:
    return Path(settings.VAR) / "erasures.txt"


def write_down(erasure: Erasure) -> None:
    """Beside the database, where a backup of it does not reach: an address that means nothing any more, and why."""
    if erasure.uid not in written_down():
        path().parent.mkdir(parents=True, exist_ok=True)
        # A line that was cut short must not swallow the next one.
        cut_short = path().exists() and path().read_bytes()[-1:] not in (b"", b"\n")
        with path().open("a") as file:
            file.write("\n" if cut_short else "")
            file.write(f"{erasure.uid} {erasure.why} {erasure.at:%Y-%m-%d}\n")


def written_down() -> dict[UUID, str]:
    """Whom the file names, and why each was erased. A line that cannot be read is named and hides no other."""
    if not path().exists():
        return {}
    known: dict[UUID, str] = {}
    for number, line in enumerate(path().read_text(errors="replace").splitlines(), 1):
        try:
            uid, why, _day = line.split()
            known[UUID(uid)] = Erasure.Why(why)
        except ValueError:
            if line.strip():
                log.warning("%s, line %d cannot be read, so it erases nobody. Mend it: “%s”", path(), number, line)
    return known
