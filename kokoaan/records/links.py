"""Links of records to many rows: read and set for many records of a kind at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kokoaan.lib.pieces import pieces
from kokoaan.records.models import Record


def read_all_links(records: Iterable[Record]) -> None:
    """The same for records of several kinds."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    for some in by_kind.values():
        read_links(some)


def read_links(records: Sequence[Record]) -> None:
    """Keep with each record what it links to in the database, by field: sorted keys."""
    saved = [record for record in records if record.pk]
    for field in type(records[0])._meta.many_to_many if saved else ():
        held = held_links(field, [record.pk for record in saved])
        for record in saved:
            record.linked[field.name] = sorted(held[record.pk])


def link_nothing(records: Sequence[Record]) -> None:
    """What is not born yet has no links but those that wait to be set."""
    for record in records:
        record.linked = {field.name: [] for field in record._meta.many_to_many}


def held_links(field: Any, keys: Sequence[Any]) -> dict[Any, list[Any]]:
    """The keys that each record links to by field, in the table between."""
    held: dict[Any, list[Any]] = defaultdict(list)
    here, there = ends(field)
    for some in pieces(keys):
        rows = field.remote_field.through._base_manager.filter(**{f"{here}__in": some})
        for one, other in rows.values_list(here, there):
            held[one].append(other)
    return held


def ends(field: Any) -> tuple[str, str]:
    """The columns of the table between: ours, and the other's."""
    through = field.remote_field.through._meta
    return through.get_field(field.m2m_field_name()).attname, through.get_field(field.m2m_reverse_field_name()).attname


def set_links(records: Sequence[Record]) -> None:
    """Link the saved records of a kind to the rows that wait in `links`."""
    for field in type(records[0])._meta.many_to_many:
        waiting = [record for record in records if field.name in record.links]
        if waiting:
            set_field_links(field, waiting)
    for record in records:
        record.links, record.linked = {}, {}


def set_field_links(field: Any, records: Sequence[Record]) -> None:
    here, there = ends(field)
    between = field.remote_field.through
    held = held_links(field, [record.pk for record in records])
    new = []
    for record in records:
        wanted, now = set(record.links[field.name]), set(held[record.pk])
        if now - wanted:
            between._base_manager.filter(**{here: record.pk, f"{there}__in": now - wanted}).delete()
        new += [between(**{here: record.pk, there: key}) for key in sorted(wanted - now)]
    between._base_manager.bulk_create(new, batch_size=1000)
