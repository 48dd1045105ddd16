"""The one way in which records are made, changed and deleted: in one transaction with the change log and the outbox.

Sight and verbs are asked by the callers (the register, the API), who know what to answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kokoaan.people.models import User
from kokoaan.records.edit import Edit
from kokoaan.records.models import Change, ChangeSet, Record
from kokoaan.records.outbox import touch
from kokoaan.records.parts import spread
from kokoaan.records.values import differing, kept, kept_field, kept_record, logged_fields, set_field, set_links

R = TypeVar("R", bound=Record)


class Stale(Exception):
    """Somebody else saved the record in the meantime; nothing was written. `changes` are theirs, oldest first."""

    def __init__(self, record: Record, changes: Sequence[Change]) -> None:
        super().__init__(_("The record was changed in the meantime. Nothing was saved."))
        self.record, self.changes = record, changes


def create(record: R, by: User | None, reason: str = "", source: str = "") -> R:
    """Save a new record, with its `links`. Raises ValidationError, and writes nothing, when it is not right."""
    write([Edit(record, {}, birth=True)], opened(by, reason, source))
    return record


def change(
    record: R,
    values: Mapping[str, Any],
    by: User | None,
    *,
    reason: str = "",
    source: str = "",
    expected_version: int | None = None,
) -> ChangeSet | None:
    """Set the given fields and bring `record` up to date. Returns None when nothing differs.

    Raises Stale when the record is no longer at expected_version, ValidationError when the result is not right;
    nothing is written then.
    """
    with transaction.atomic():
        current = locked(record)
        if expected_version is not None and current.version != expected_version:
            raise Stale(current, changes_since(current, expected_version))
        edit = Edit(current, differing(current, {name: kept(value) for name, value in values.items()}))
        changeset = None
        if edit.values:
            changeset = opened(by, reason, source)
            write([edit], changeset)
    record.refresh_from_db()
    return changeset


def delete(record: Record, by: User | None, reason: str = "") -> ChangeSet:
    """Delete the record; the log keeps every field. Raises ProtectedError when other rows need it."""
    with transaction.atomic():
        changeset = opened(by, reason)
        write([Edit(locked(record), {}, death=True)], changeset)
    return changeset


def opened(by: User | None, reason: str = "", source: str = "") -> ChangeSet:
    """A change set that is about to be applied; `write` saves it."""
    return ChangeSet(by=by, reason=reason, source=source, state=ChangeSet.State.APPLIED)


def write(edits: Sequence[Edit], changeset: ChangeSet) -> None:
    """Carry out edits of locked records, and what follows for their parts, as one change set, which is saved here."""
    with transaction.atomic():
        changeset.state, changeset.at = ChangeSet.State.APPLIED, timezone.now()
        changeset.save()
        every = spread(edits)
        # Before and after: a part of another record's document may move from one to another, or die with it.
        documents = dict.fromkeys(edit.record.document for edit in every if not edit.birth)
        Change.objects.bulk_create([row for edit in every for row in carried_out(edit, changeset)])
        documents |= dict.fromkeys(edit.record.document for edit in every if not edit.death)
        for document in documents:
            touch(*document)


def carried_out(edit: Edit, changeset: ChangeSet) -> list[Change]:
    """Carry out one edit and return its rows for the log."""
    if edit.birth:
        edit.record.settle()
    rows = drafted(edit, changeset)
    if edit.death:
        edit.record.delete()
        return rows
    for name, value in edit.values.items():
        set_field(edit.record, logged_fields(type(edit.record))[name], value)
    if not edit.birth:
        edit.record.version += 1
    edit.record.full_clean(exclude=edit.record.derived_fields)
    edit.record.save(force_insert=edit.birth)
    set_links(edit.record)
    if edit.birth:
        # Only now is the primary key known.
        rows[0].new = kept_record(edit.record)
    return rows


def drafted(edit: Edit, changeset: ChangeSet) -> list[Change]:
    """The rows that say what edit will do to a record that it has not been done to."""
    record, fields = edit.record, logged_fields(type(edit.record))
    after = edit.values.get("circle", record.circle_id)

    def row(field: str, old: Any, new: Any) -> Change:
        return Change(
            changeset=changeset,
            model=ContentType.objects.get_for_model(record),
            record=record.uid,
            version=record.version if edit.birth else record.version + 1,
            circle_before_id=record.circle_id,
            circle_after_id=after,
            field=field,
            old=old,
            new=new,
        )

    if edit.birth:
        return [row("", None, kept_record(record))]
    if edit.death:
        return [row("", kept_record(record), None)]
    return [row(name, kept_field(record, fields[name]), value) for name, value in edit.values.items()]


def locked(record: R) -> R:
    """The record as the database has it now, held until the transaction ends."""
    return type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)


def changes_since(record: Record, version: int) -> list[Change]:
    later = Change.objects.filter(record=record.uid, version__gt=version)
    return list(later.select_related("changeset__by").order_by("version", "pk"))
