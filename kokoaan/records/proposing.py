"""Proposed changes: made by a person, an import or a machine; a named person accepts or declines them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kokoaan.people.models import User
from kokoaan.records.changing import drafted, write
from kokoaan.records.edit import Edit
from kokoaan.records.models import Change, ChangeSet, Record
from kokoaan.records.undoing import Choice, Conflicts, all_current, conflicts_of, edits_of
from kokoaan.records.values import differing, kept


def propose(
    record: Record, values: Mapping[str, Any], by: User | None, *, reason: str = "", source: str = ""
) -> ChangeSet:
    """Write down what might be changed. The record stays as it is; values are checked when they are accepted."""
    edit = Edit(record, differing(record, {name: kept(value) for name, value in values.items()}))
    changeset = ChangeSet(by=by, reason=reason, source=source, state=ChangeSet.State.PROPOSED)
    with transaction.atomic():
        changeset.save()
        rows = drafted(edit, changeset)
        for row in rows:
            row.version = None
        Change.objects.bulk_create(rows)
    return changeset


def accept(changeset: ChangeSet, by: User, choice: Choice | None = None) -> ChangeSet:
    """Carry the proposal out in the name of by. Raises Conflicts when a field has moved on and no choice was made."""
    with transaction.atomic():
        proposal = waiting(changeset)
        rows = list(proposal.changes.all())
        records = all_current(rows)
        if (found := conflicts_of(rows, records, expected="old")) and choice is None:
            raise Conflicts(found)
        edits = edits_of(rows, records, wanted="new", skipped=found if choice == Choice.KEEP else [])
        # The proposal becomes the change itself: its rows are written again, as what was done.
        proposal.changes.all().delete()
        proposal.accepted_by = by
        write(edits, proposal)
    changeset.refresh_from_db()
    return proposal


def decline(changeset: ChangeSet, by: User) -> None:
    """Say no: the proposal stays in the log and can no longer be accepted."""
    with transaction.atomic():
        proposal = waiting(changeset)
        proposal.state, proposal.accepted_by = ChangeSet.State.DECLINED, by
        proposal.save(update_fields=["state", "accepted_by"])


def waiting(changeset: ChangeSet) -> ChangeSet:
    """The change set, held until the transaction ends. Raises DoesNotExist when it has been answered already."""
    return ChangeSet.objects.select_for_update().get(pk=changeset.pk, state=ChangeSet.State.PROPOSED)
