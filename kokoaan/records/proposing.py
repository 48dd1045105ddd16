"""Proposed changes: made by a person, an import or a machine; a named person accepts or declines them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction

from kokoaan.people.models import User
from kokoaan.records.changing import drafted, locked, write
from kokoaan.records.edit import Edit
from kokoaan.records.models import Change, ChangeSet, Part, Record
from kokoaan.records.parts import part_models, settle
from kokoaan.records.running import take_keys
from kokoaan.records.undoing import Choice, all_current, edits_toward, mark_undone, uids_by_kind
from kokoaan.records.values import differing, kept, kept_record


class MovedOn(Exception):
    """What is proposed about is no longer as who answers has looked at it; nothing was written."""


def propose(
    record: Record,
    values: Mapping[str, Any],
    by: User | None,
    *,
    reason: str = "",
    source: str = "",
    expected_version: int | None = None,
) -> ChangeSet:
    """Write down what might be changed. The record stays as it is; values are checked when they are accepted.

    Raises Stale when the record is no longer at expected_version, ValidationError when it is gone.
    """
    with transaction.atomic():
        current = locked(record, expected_version)
        edit = Edit(current, differing(current, {name: kept(value) for name, value in values.items()}))
        return propose_all([edit], by, reason=reason, source=source)


def propose_all(
    edits: Sequence[Edit], by: User | None, *, reason: str = "", source: str = "", undoes: ChangeSet | None = None
) -> ChangeSet:
    """The same for several edits of locked records: births of parts of what is there, changes, deaths."""
    changeset = ChangeSet(by=by, reason=reason, source=source, undoes=undoes, state=ChangeSet.State.PROPOSED)
    with transaction.atomic():
        changeset.save()
        Change.objects.bulk_create([row for edit in edits for row in proposed(edit, changeset)])
    return changeset


def proposed(edit: Edit, changeset: ChangeSet) -> list[Change]:
    """The rows of one edit: without a version, as it has not been carried out."""
    record = edit.record
    if edit.birth:
        take_keys(record)
        # What is to come back has its circle already.
        settle([record] if isinstance(record, Part) and record.circle_id is None else [])
    rows = drafted(edit, changeset)
    for row in rows:
        row.version = None
        if edit.birth:
            row.new = kept_record(record)
    return rows


def accept(
    changeset: ChangeSet,
    by: User,
    choice: Choice | None = None,
    *,
    looked: str | None = None,
    seen: str | None = None,
) -> ChangeSet:
    """Carry the proposal out in the name of by.

    Raises Conflicts when a field has moved on and no choice was made, or one for other conflicts than those `seen`;
    MovedOn when the records are no longer as they were `looked` at (looked_at); NothingLeft, SecondAsked,
    ValidationError, ProtectedError, or DoesNotExist when it has been answered. Nothing is written then.
    """
    with transaction.atomic():
        proposal = waiting(changeset)
        rows = list(proposal.changes.all())
        records = all_current(rows)
        if looked is not None and looked != looked_at(rows):
            raise MovedOn
        edits = edits_toward("new", rows, records, choice, seen)
        # The proposal becomes the change itself: its rows are written again, as what was done.
        proposal.changes.all().delete()
        proposal.accepted_by = by
        write(edits, proposal)
        if proposal.undoes is not None:
            mark_undone(proposal.undoes)
    changeset.refresh_from_db()
    return proposal


def decline(changeset: ChangeSet, by: User, answer: str = "") -> None:
    """Say no, and why: the proposal stays in the log and can no longer be accepted. Who proposed it withdraws it so."""
    with transaction.atomic():
        proposal = waiting(changeset)
        proposal.state, proposal.accepted_by, proposal.answer = ChangeSet.State.DECLINED, by, answer
        proposal.save(update_fields=["state", "accepted_by", "answer"])


def waiting(changeset: ChangeSet) -> ChangeSet:
    """The change set, held until the transaction ends. Raises DoesNotExist when it has been answered already."""
    return ChangeSet.objects.select_for_update().get(pk=changeset.pk, state=ChangeSet.State.PROPOSED)


def looked_at(rows: Iterable[Change]) -> str:
    """Says in which versions the records that rows are about stand, with their parts, which go with them."""
    uids = uids_by_kind(rows).items()
    there = [record for model, some in uids for record in model._base_manager.filter(uid__in=some)]
    parts = [part for record in there for model in part_models() for part in model.of(record)]
    return sha256(repr(sorted((str(one.uid), one.version) for one in (*there, *parts))).encode()).hexdigest()
