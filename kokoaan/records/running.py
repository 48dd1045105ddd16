"""Runs of edits: those that the database takes together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models.deletion import Collector

from kokoaan.lib.pieces import PIECE, pieces
from kokoaan.records.edit import Edit
from kokoaan.records.models import Record

# What one statement holds of records is bounded, however many there are.
LONGEST = 2000


def runs(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Edits that follow one another, of one kind and all births, deaths or changes; none links to another of its run.

    Records of a kind that saves or deletes in its own way come alone.
    """
    for (model, birth, death), group in groupby(edits, key=lambda edit: (type(edit.record), edit.birth, edit.death)):
        links = own_links(model)
        longest = LONGEST if is_plain(model, death=death) else 1
        run: list[Edit] = []
        here: set[Any] = set()
        led_to: set[Any] = set()
        moves = False
        for edit in group:
            mine, theirs = names(edit.record), linked(edit, links)
            # One that moves to another of its kind is checked against what those before it have become.
            moved, moves = moves, any(link.name in edit.values for link in links)
            apart = (theirs & here or mine & led_to) if birth or death else moved or moves
            if run and (len(run) == longest or apart):
                yield run
                run, here, led_to = [], set(), set()
            run.append(edit)
            here |= mine
            led_to |= theirs
        yield run


def is_plain(model: type[Record], *, death: bool) -> bool:
    """Whether the kind is saved (or deleted) as all records are, so that many can be at once."""
    return model.delete is Record.delete if death else model.save is Record.save


def own_links(model: type[Record]) -> list[Any]:
    """The links of a kind to itself."""
    fields = model._meta.concrete_fields
    return [field for field in fields if isinstance(field, models.ForeignKey) and field.related_model is model]


def names(record: Record) -> set[Any]:
    """What another record may know it by: itself, and its key once it has one."""
    return {("new", id(record))} | ({record.pk} if record.pk else set())


def linked(edit: Edit, links: Sequence[Any]) -> set[Any]:
    record = edit.record
    met = {("new", id(field.get_cached_value(record))) for field in links if field.is_cached(record)}
    return met | {getattr(record, field.attname) for field in links} - {None}


def take_keys(record: Record) -> None:
    """Learn the keys of rows that were linked to before they were saved."""
    field: Any
    for field in record._meta.concrete_fields:
        if field.is_relation and getattr(record, field.attname) is None and field.is_cached(record):
            setattr(record, field.name, field.get_cached_value(record))


def save(records: Sequence[Record], *, born: bool) -> None:
    if len(records) == 1:
        records[0].save(force_insert=born)
        return
    model: Any = type(records[0])
    for record in records:
        record.derive()
    if born:
        model._base_manager.bulk_create(records, batch_size=PIECE)
        return
    # Locked rows are there: every insertion meets its row and becomes an update, all columns in one statement.
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._base_manager.bulk_create(
        records, batch_size=PIECE, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def remove(records: Sequence[Record]) -> None:
    """Raises ProtectedError when another record links to one of them."""
    if len(records) == 1:
        records[0].delete()
        return
    check_not_linked(records)
    collector = Collector(using=records[0]._state.db or "default")
    collector.collect(records)
    collector.delete()


def check_not_linked(records: Sequence[Record]) -> None:
    """As `Record.delete` does for one: Django itself would silently cut links of many rows."""
    model = type(records[0])
    for link in (one for one in model._meta.related_objects if one.many_to_many):
        for some in pieces([record.pk for record in records]):
            there: Any = link.related_model._base_manager
            if rows := list(there.filter(**{f"{link.field.name}__in": some})[:1]):
                raise models.ProtectedError(f"{model._meta.model_name} is linked", set(rows))
