"""What an edit of a record does to its parts: they are owned and seen as their whole is, and go with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps

from kokoaan.records.edit import Edit
from kokoaan.records.models import Part, Record
from kokoaan.records.values import differing, kept

# What a part has from its whole.
SHARED = ("owner", "circle")


@cache
def part_models() -> tuple[type[Part], ...]:
    """Every kind of part; one that links to another kind stands before it, as rows must go before what they need."""
    models = [model for model in apps.get_models() if issubclass(model, Part)]
    needed_by = {model: [other for other in models if other is not model and links(other, model)] for model in models}
    return tuple(TopologicalSorter(needed_by).static_order())


def links(model: type[Part], other: type[Part]) -> bool:
    return any(field.related_model is other for field in model._meta.fields)


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
    whole = record.moving_to(values) if isinstance(record, Part) else None
    if whole is None:
        return {}
    moved = done[whole.uid].values if whole.uid in done else {}
    return {name: moved.get(name, kept(getattr(whole, f"{name}_id"))) for name in SHARED}
