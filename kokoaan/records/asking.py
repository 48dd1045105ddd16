"""Do it; where a second person is asked, propose it instead. The change set that comes back says which it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kokoaan.people.models import Circle, User
from kokoaan.records.changing import change, create, delete, locked, opened, write
from kokoaan.records.edit import Edit
from kokoaan.records.lasting import merge_behind
from kokoaan.records.models import ChangeSet, Part, Record
from kokoaan.records.proposing import propose, propose_all
from kokoaan.records.second import SecondAsked
from kokoaan.records.undoing import Choice, edits_back, undo


def create_or_propose(record: Record, by: User, reason: str = "", source: str = "") -> ChangeSet:
    """Save a new record. A part of what everyone sees is proposed; what is to be seen by everyone is saved for the
    owner's organisation and proposed for everyone. Raises SecondAsked when the person would not see it there.
    """
    changeset, birth = opened(by, reason, source), Edit(record, {}, birth=True)
    try:
        write([birth], changeset)
    except SecondAsked:
        if isinstance(record, Part):
            return propose_all([birth], by, reason=reason, source=source)
        circle = record.owner.organisation.circle_id
        if circle == Circle.EVERYONE or circle not in by.circle_ids:
            raise
        with transaction.atomic():
            record.circle_id = circle
            create(record, by, reason, source)
            return propose(record, {"circle": Circle.EVERYONE}, by, reason=reason, source=source)
    return changeset


def change_or_propose(
    record: Record,
    values: Mapping[str, Any],
    by: User,
    *,
    reason: str = "",
    source: str = "",
    expected_version: int | None = None,
) -> ChangeSet | None:
    """None when nothing differs. Raises as `change` does."""
    try:
        return change(record, values, by, reason=reason, source=source, expected_version=expected_version)
    except SecondAsked:
        return propose(record, values, by, reason=reason, source=source, expected_version=expected_version)


def delete_or_propose(record: Record, by: User, expected_version: int | None = None) -> ChangeSet:
    """Raises as `delete` does; what other rows need is found out only when the proposal is accepted."""
    try:
        return delete(record, by, expected_version=expected_version)
    except SecondAsked:
        with transaction.atomic():
            return propose_all([Edit(locked(record, expected_version), {}, death=True)], by)


def undo_or_propose(changeset: ChangeSet, by: User, choice: Choice | None, seen: str | None) -> ChangeSet:
    """Raises as `undo` does. A merge is not taken back by proposal: what it moved is more than a proposal can say."""
    try:
        return undo(changeset, by, choice, seen=seen)
    except SecondAsked:
        if merge_behind(changeset):
            raise
        with transaction.atomic():
            done = ChangeSet.objects.select_for_update().get(pk=changeset.pk)
            edits = edits_back(done, choice, seen)
            return propose_all(edits, by, reason=_("An earlier change is to be undone."), undoes=done)
