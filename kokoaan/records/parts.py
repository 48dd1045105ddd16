"""What an edit of a record does to its parts: they are owned and seen as their whole is, and go with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.apps import apps

from kokoaan.records.edit import Edit
from kokoaan.records.models import Part, Record
from kokoaan.records.values import differing, kept, logged_fields

# What a part has from its whole.
SHARED = ("owner", "circle")


def part_models() -> list[type[Part]]:
    return [model for model in apps.get_models() if issubclass(model, Part)]


def parts_of(record: Record) -> Iterator[Part]:
    """The parts of a record, held until the transaction ends."""
    for model in part_models():
        yield from model.of(record).select_for_update(of=("self",)).order_by("pk")


def spread(edits: Sequence[Edit]) -> list[Edit]:
    """The edits with those that follow from them, in an order that the database takes.

    A part dies before its whole. A whole that changes owner or circle takes its parts along, and a part that moves to
    another whole takes after that one.
    """
    wanted = {edit.record.uid: edit for edit in edits}
    done: dict[UUID, Edit] = {}
    for edit in edits:
        follow(wanted[edit.record.uid], wanted, done)
    return list(done.values())


def follow(edit: Edit, wanted: dict[UUID, Edit], done: dict[UUID, Edit]) -> None:
    record = edit.record
    if record.uid in done:
        return
    if edit.birth:
        done[record.uid] = edit
        return
    if edit.death:
        for part in parts_of(record):
            follow(wanted.setdefault(part.uid, Edit(part, {}, death=True)), wanted, done)
        done[record.uid] = edit
        return
    edit = Edit(record, differing(record, {**edit.values, **taken_after(record, edit.values, done)}))
    done[record.uid] = edit
    if shared := {name: edit.values[name] for name in SHARED if name in edit.values}:
        for part in parts_of(record):
            given = wanted.get(part.uid) or Edit(part, {})
            if not given.death:
                wanted[part.uid] = Edit(given.record, {**given.values, **differing(given.record, shared)})
                done.pop(part.uid, None)
                follow(wanted[part.uid], wanted, done)


def taken_after(record: Record, values: Mapping[str, Any], done: Mapping[UUID, Edit]) -> dict[str, Any]:
    """Owner and circle that a part has from the whole it moves to, as the edits before have left that one."""
    if not isinstance(record, Part) or record.whole_field not in values:
        return {}
    model = cast("type[Record]", logged_fields(type(record))[record.whole_field].related_model)
    key = values[record.whole_field]
    born = (
        edit.record for edit in done.values() if edit.birth and edit.record.pk == key and type(edit.record) is model
    )
    whole = next(born, None) or model._base_manager.get(pk=key)
    moved = done[whole.uid].values if whole.uid in done else {}
    return {name: moved.get(name, kept(getattr(whole, f"{name}_id"))) for name in SHARED}
