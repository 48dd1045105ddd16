"""Documents of the index that hold names of linked records: out of date when such a record is renamed or narrowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kokoaan.lib.pieces import pieces
from kokoaan.records.edit import Edit
from kokoaan.records.models import Record

# By the kind that is named: the kinds whose documents name it, and by which links.
NAMED: dict[type[Record], list[tuple[type[Record], str]]] = defaultdict(list)


def add_naming(model: type[Record], path: str) -> None:
    """Say that documents of model hold names of what path leads to ("roles__organisation"): the index does, once."""
    other: Any = model
    for link in path.split("__"):
        other = other._meta.get_field(link).related_model
    if (model, path) not in NAMED[other]:
        NAMED[other].append((model, path))


def naming(edits: Iterable[Edit]) -> Iterator[tuple[str, str]]:
    """The documents that hold a name which these edits change, show to more people or hide from some."""
    keys: dict[type[Record], list[Any]] = defaultdict(list)
    for edit in edits:
        model = type(edit.record)
        if edit.values.keys() & {"circle", *model.called_by}:
            keys[model].append(edit.record.pk)
    for kind, some in keys.items():
        for model, path in NAMED.get(kind, ()):
            for few in pieces(some):
                rows = model._base_manager.filter(**{f"{path}__in": few}).order_by()
                yield from ((str(model._meta.model_name), str(uid)) for uid in rows.values_list("uid", flat=True))
