"""Undo a change set: every field goes back to what it was; the version and the history only grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal, cast
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from kokoaan.lib.pieces import pieces
from kokoaan.people.models import User
from kokoaan.records.changing import write
from kokoaan.records.edit import Edit
from kokoaan.records.lasting import merge_behind, move_again, move_back, undone_times
from kokoaan.records.links import read_all_links
from kokoaan.records.models import Change, ChangeSet, Record
from kokoaan.records.values import all_fields, differing, kept_field, kept_record, logged_fields, set_field

Records = Mapping[UUID, Record | None]
# Of a change: what was, or what became.
Side = Literal["old", "new"]


class Choice(StrEnum):
    """What to do with fields that have been changed again since."""

    KEEP = "keep"
    OVERWRITE = "overwrite"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that has moved on: `change` is to be undone, `later` is the last change to the field since, if known."""

    change: Change
    later: Change | None


class Conflicts(Exception):
    """Later changes stand in the way and nobody has chosen yet; nothing was written. `is_all`: of every change."""

    def __init__(self, conflicts: Sequence[Conflict], *, is_all: bool = False) -> None:
        super().__init__(_("The record has been changed since. Choose whether to keep the later changes."))
        self.conflicts, self.is_all = conflicts, is_all

    @property
    def seen(self) -> str:
        """Says which conflicts these are: who chooses has looked at just these."""
        pairs = ((one.change.pk, one.later.pk if one.later else 0) for one in self.conflicts)
        return sha256(repr(sorted(pairs)).encode()).hexdigest()


class AlreadyUndone(Exception):
    """The change set is not in force, so there is nothing to undo."""


class NothingLeft(Exception):
    """All that changeset did has been changed again since, and that is kept: nothing is left to undo."""


def undo(
    changeset: ChangeSet,
    by: User | None,
    choice: Choice | None = None,
    reason: str = "",
    *,
    seen: str | None = None,
) -> ChangeSet:
    """Undo changeset as a new change set, which can be undone in its turn.

    A deleted record comes back with the same primary key and uid. Raises Conflicts when something was changed since
    and no choice is given, or one for other conflicts than those `seen` (Conflicts.seen); NothingLeft, AlreadyUndone,
    ProtectedError or ValidationError. Nothing is written then.
    """
    with transaction.atomic():
        done = ChangeSet.objects.select_for_update().get(pk=changeset.pk)
        edits = edits_back(done, choice, seen)
        undoing = ChangeSet(by=by, reason=reason, undoes=done)
        merge, forth = merge_behind(done), undone_times(done) % 2 == 1
        if merge and forth:
            # Before the record dies to which they point.
            move_again(merge)
        write(edits, undoing)
        if merge and not forth:
            move_back(merge)
        mark_undone(done)
    changeset.refresh_from_db()
    return undoing


def edits_back(done: ChangeSet, choice: Choice | None, seen: str | None) -> list[Edit]:
    """What undoing a change set, which is held, comes to. Raises as `undo` does."""
    if done.state != ChangeSet.State.APPLIED:
        raise AlreadyUndone
    rows = list(done.changes.order_by("-pk"))
    return edits_toward("old", rows, all_current(rows), choice, seen)


def edits_toward(
    wanted: Side, rows: Sequence[Change], records: Records, choice: Choice | None, seen: str | None
) -> list[Edit]:
    """What leads the records to the wanted side of rows. Raises Conflicts and NothingLeft as `undo` does."""
    if found := conflicts_of(rows, records, expected="new" if wanted == "old" else "old"):
        refused = Conflicts(found, is_all=len(found) == len(rows))
        if choice is None or (seen is not None and seen != refused.seen):
            raise refused
    edits = edits_of(rows, records, wanted, skipped=found if choice == Choice.KEEP else [])
    if not edits:
        raise NothingLeft
    return edits


def mark_undone(done: ChangeSet) -> None:
    """What done had itself undone is in force again; what that one had undone is not; and so on to the first."""
    state, other = ChangeSet.State.UNDONE, ChangeSet.State.APPLIED
    one: ChangeSet | None = done
    while one is not None:
        ChangeSet.objects.filter(pk=one.pk).update(state=state)
        state, other, one = other, state, one.undoes


def all_current(rows: Sequence[Change]) -> dict[UUID, Record | None]:
    """The records that rows are about, with what they link to, held until the transaction ends; None when deleted."""
    found: dict[UUID, Record | None] = {row.record: None for row in rows}
    for model, uids in uids_by_kind(rows).items():
        for some in pieces(uids):
            there = model._base_manager.filter(uid__in=some).select_for_update(of=("self",)).order_by("pk")
            found.update({record.uid: record for record in there})
    read_all_links(record for record in found.values() if record)
    return found


def uids_by_kind(rows: Iterable[Change]) -> dict[type[Record], list[UUID]]:
    """Which records rows are about, each once."""
    uids: dict[type[Record], dict[UUID, None]] = defaultdict(dict)
    for row in rows:
        uids[model_of(row)][row.record] = None
    return {model: list(some) for model, some in uids.items()}


def model_of(row: Change) -> type[Record]:
    return cast("type[Record]", ContentType.objects.get_for_id(row.model_id).model_class())


def conflicts_of(rows: Sequence[Change], records: Records, expected: Side) -> list[Conflict]:
    """Rows whose record no longer holds what they left (or, for a proposal, found) there."""
    return [Conflict(row, later_than(row)) for row in rows if moved_on(row, records[row.record], expected)]


def moved_on(row: Change, record: Record | None, expected: Side) -> bool:
    value = getattr(row, expected)
    if not row.field:
        if record is None or value is None:
            return (record is None) != (value is None)
        held = kept_record(record)
        # A field that the model has gained since is no conflict.
        return any(held.get(name) != was for name, was in value.items() if name in held)
    fields = logged_fields(model_of(row))
    # A field that the model has lost since stands in nobody's way.
    return row.field in fields and (record is None or kept_field(record, fields[row.field]) != value)


def later_than(row: Change) -> Change | None:
    later = Change.objects.filter(record=row.record, field__in=[row.field, ""] if row.field else any_field(row))
    later = later.filter(version__gt=row.version) if row.version else later.filter(version__isnull=False)
    return later.select_related("changeset__by").order_by("-version", "-pk").first()


def any_field(row: Change) -> list[str]:
    return ["", *logged_fields(model_of(row))]


def edits_of(rows: Sequence[Change], records: Records, wanted: Side, skipped: Sequence[Conflict]) -> list[Edit]:
    """One edit for each record, leaving out the skipped rows.

    First who is born, last who dies: links lead to a record only while it is there.
    """
    left_out = {conflict.change.pk for conflict in skipped}
    values: dict[UUID, dict[str, Any]] = {}
    edits = []
    for row in rows:
        record = records[row.record]
        if row.pk in left_out:
            continue
        if not row.field:
            edits += whole(row, record, getattr(row, wanted))
        elif record is not None:
            values.setdefault(row.record, {})[row.field] = getattr(row, wanted)
    changed = [edit for uid, fields in values.items() for edit in fitting(cast("Record", records[uid]), fields)]
    return [edit for edit in edits if not edit.death] + changed + [edit for edit in edits if edit.death]


def fitting(record: Record, values: Mapping[str, Any]) -> list[Edit]:
    """The edit that gives the record these values; none when it has them already."""
    fields = logged_fields(type(record))
    changed = differing(record, {name: value for name, value in values.items() if name in fields})
    return [Edit(record, changed)] if changed else []


def whole(row: Change, record: Record | None, wanted: dict[str, Any] | None) -> list[Edit]:
    """The edits that make the whole record what is wanted: gone, or there with these fields."""
    if wanted is None:
        return [Edit(record, {}, death=True)] if record else []
    if record is None:
        return [Edit(reborn(row, wanted), {}, birth=True)]
    return fitting(record, wanted)


def reborn(row: Change, wanted: dict[str, Any]) -> Record:
    """A deleted record as it was, with the same keys. A field that the model has lost since is left out."""
    model = model_of(row)
    fields = {field.name: field for field in all_fields(model)}
    last = Change.objects.filter(record=row.record).order_by("-version").values_list("version", flat=True).first()
    record = model(version=(last or 0) + 1)
    for name in fields.keys() & wanted.keys():
        set_field(record, fields[name], wanted[name])
    return record
