"""The one way in which records are made, changed and deleted: in one transaction with the change log and the outbox.

Sight and verbs are asked by the callers (the register, the API), who know what to answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kokoaan.lib.pieces import PIECE
from kokoaan.people.models import User
from kokoaan.records.checking import check
from kokoaan.records.edit import Edit
from kokoaan.records.links import link_nothing, read_all_links, read_links, set_links
from kokoaan.records.models import Change, ChangeSet, Part, Record
from kokoaan.records.naming import naming
from kokoaan.records.outbox import touch_all
from kokoaan.records.parts import settle, spread
from kokoaan.records.running import remove, runs, save, take_keys
from kokoaan.records.second import Keys, check_second, swapped_by
from kokoaan.records.values import differing, kept, kept_field, kept_record, logged_fields, set_field

R = TypeVar("R", bound=Record)
Said = Callable[[int, int], object]


def unsaid(done: int, of: int) -> None:
    """Nobody waits."""


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
        current = locked(record, expected_version)
        edit = Edit(current, differing(current, {name: kept(value) for name, value in values.items()}))
        changeset = None
        if edit.values:
            changeset = opened(by, reason, source)
            write([edit], changeset)
    record.refresh_from_db()
    return changeset


def delete(record: Record, by: User | None, reason: str = "", expected_version: int | None = None) -> ChangeSet:
    """Delete the record; the log keeps every field. Raises ProtectedError when other rows need it, or Stale."""
    with transaction.atomic():
        current = locked(record, expected_version)
        changeset = opened(by, reason)
        write([Edit(current, {}, death=True)], changeset)
    return changeset


def opened(by: User | None, reason: str = "", source: str = "") -> ChangeSet:
    """A change set that is about to be applied; `write` saves it."""
    return ChangeSet(by=by, reason=reason, source=source, state=ChangeSet.State.APPLIED)


def write(edits: Sequence[Edit], changeset: ChangeSet, said: Said = unsaid) -> None:
    """Carry out edits of locked records, and what follows for their parts, as one change set, which is saved here.

    Ten thousand edits take as many queries as a few dozen; `said` hears how many of how many are done. Raises
    SecondAsked where everyone would see what no second person has accepted.
    """
    with transaction.atomic():
        changeset.state, changeset.at = ChangeSet.State.APPLIED, timezone.now()
        changeset.save()
        read_all_links([edit.record for edit in edits if not edit.birth])
        every = spread(edits)
        # Before and after: a part of another record's document may move from one to another, or die with it.
        documents = dict.fromkeys(edit.record.document for edit in every if not edit.birth)
        done, swapped = 0, swapped_by(every, changeset)
        for run in runs(every):
            Change.objects.bulk_create(carried_out(run, changeset, swapped), batch_size=PIECE)
            done += len(run)
            said(done, len(every))
        documents |= dict.fromkeys(edit.record.document for edit in every if not edit.death)
        touch_all(documents | dict.fromkeys(naming(every)))


def carried_out(run: Sequence[Edit], changeset: ChangeSet, swapped: Keys) -> list[Change]:
    """Carry out a run of edits and return their rows for the log."""
    records = [edit.record for edit in run]
    birth, death = run[0].birth, run[0].death
    if birth:
        for record in records:
            take_keys(record)
        settle([record for record in records if isinstance(record, Part)])
        link_nothing(records)
    else:
        read_links(records)
    check_second(run, changeset, swapped)
    rows = [row for edit in run for row in drafted(edit, changeset)]
    if death:
        remove(records)
        return rows
    for edit in run:
        carry(edit)
    check(records)
    save(records, born=birth)
    if birth:
        # Only now are the primary keys known.
        for row, record in zip(rows, records, strict=True):
            row.new = kept_record(record)
    set_links(records)
    return rows


def carry(edit: Edit) -> None:
    fields = logged_fields(type(edit.record))
    for name, value in edit.values.items():
        set_field(edit.record, fields[name], value)
    if not edit.birth:
        edit.record.version += 1


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
        # What it became is filled in when it has its primary key.
        return [row("", None, None)]
    if edit.death:
        return [row("", kept_record(record), None)]
    return [row(name, kept_field(record, fields[name]), value) for name, value in edit.values.items()]


def locked(record: R, expected_version: int | None = None) -> R:
    """The record as it is now, held until the transaction ends.

    Raises ValidationError when it is gone, Stale when it is no longer at expected_version.
    """
    held = type(record)._base_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if held is None:
        raise ValidationError(_("It was deleted in the meantime. Nothing was saved."))
    if expected_version is not None and held.version != expected_version:
        raise Stale(held, changes_since(held, expected_version))
    return held


def changes_since(record: Record, version: int) -> list[Change]:
    later = Change.objects.filter(record=record.uid, version__gt=version)
    return list(later.select_related("changeset__by").order_by("version", "pk"))
