"""What an edit of a record does to its parts: they are owned and seen as their whole is, and go with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kokoaan.lib.pieces import pieces
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


class Parts:
    """The parts of records, held until the transaction ends; read once for all records of a kind that are met."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.met: dict[type[Record], dict[Any, Record]] = defaultdict(dict)
        self.known: dict[type[Record], dict[Any, list[Part]]] = defaultdict(dict)
        for edit in edits:
            if not edit.birth:
                self.met[type(edit.record)][edit.record.pk] = edit.record

    def of(self, record: Record) -> list[Part]:
        known = self.known[type(record)]
        if record.pk not in known:
            self.met[type(record)].setdefault(record.pk, record)
            self.read(type(record))
        return known[record.pk]

    def read(self, kind: type[Record]) -> None:
        known = self.known[kind]
        new = [record for key, record in self.met[kind].items() if key not in known]
        known.update({record.pk: [] for record in new})
        for model in part_models():
            for some in pieces(new):
                wholes = {model.key_of(record): record.pk for record in some}
                for part in model.of_all(some).select_for_update(of=("self",)).order_by("pk"):
                    known[wholes[part.whole_key]].append(part)
                    self.met[model].setdefault(part.pk, part)


def settle(parts: Sequence[Part]) -> None:
    """Give new parts of a kind owner and circle of their wholes, as these are now; they are held until all is written.

    Raises ValidationError for a part whose whole is gone. One without a whole is left to the check, which names it.
    """
    with_whole = [part for part in parts if part.whole_key]
    wholes: dict[Any, Record] = {}
    for some in pieces(with_whole):
        for rows in type(some[0]).wholes_of(some):
            held = rows.select_for_update(of=("self",)).order_by("pk")
            wholes.update({some[0].key_of(row): row for row in held})
    for part in with_whole:
        if (whole := wholes.get(part.whole_key)) is None:
            raise ValidationError(_("What it belongs to is not there any more. Nothing was saved."))
        part.owner_id, part.circle_id = whole.owner_id, whole.circle_id


def spread(edits: Sequence[Edit]) -> list[Edit]:
    """The edits with those that follow from them, in an order that the database takes.

    A part dies before its whole. A whole that changes owner or circle takes its parts along, and a part that moves to
    another whole takes after that one.
    """
    wanted = {edit.record.uid: edit for edit in edits}
    done: dict[UUID, Edit] = {}
    parts = Parts(edits)
    for edit in edits:
        follow(wanted[edit.record.uid], wanted, done, parts)
    return list(done.values())


def follow(edit: Edit, wanted: dict[UUID, Edit], done: dict[UUID, Edit], parts: Parts) -> None:
    record = edit.record
    if record.uid in done:
        return
    if edit.birth:
        done[record.uid] = edit
        return
    if edit.death:
        for part in parts.of(record):
            follow(wanted.setdefault(part.uid, Edit(part, {}, death=True)), wanted, done, parts)
        done[record.uid] = edit
        return
    edit = Edit(record, differing(record, {**edit.values, **taken_after(record, edit.values, done)}))
    done[record.uid] = edit
    if shared := {name: edit.values[name] for name in SHARED if name in edit.values}:
        for part in parts.of(record):
            given = wanted.get(part.uid) or Edit(part, {})
            if not given.death:
                wanted[part.uid] = Edit(given.record, {**given.values, **differing(given.record, shared)})
                done.pop(part.uid, None)
                follow(wanted[part.uid], wanted, done, parts)


def taken_after(record: Record, values: Mapping[str, Any], done: Mapping[UUID, Edit]) -> dict[str, Any]:
    """Owner and circle that a part has from the whole it moves to, as the edits before have left that one."""
    whole = moved_to(record, values, done) if isinstance(record, Part) else None
    if whole is None:
        return {}
    moved = done[whole.uid].values if whole.uid in done else {}
    return {name: moved.get(name, kept(getattr(whole, f"{name}_id"))) for name in SHARED}


def moved_to(part: Part, values: Mapping[str, Any], done: Mapping[UUID, Edit]) -> Record | None:
    """The whole that these values move part to: one that an edit before brings back, or one that is there."""
    model, key = part.moving_to(values)
    if model is None:
        return None
    born = (edit.record for edit in done.values() if edit.birth and type(edit.record) is model)
    back = next((record for record in born if part.key_of(record) == key), None)
    there = model._base_manager.filter(**{part.key_name: key})
    return back or there.select_for_update(of=("self",)).first()
