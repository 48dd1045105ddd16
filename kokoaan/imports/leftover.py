"""What of an import its undo left in place, since somebody had changed it again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import cast

from django.contrib.contenttypes.models import ContentType

from kokoaan.imports.models import Batch
from kokoaan.records.models import Change, ChangeSet, Record
from kokoaan.records.register.columns import Column, label_of

SHOWN = 50


@dataclass(slots=True)
class Leftover:
    """Records that the reader sees with the fields that stayed, and how many there are in all."""

    of: int = 0
    rows: list[tuple[Record, str]] = field(default_factory=list)


def leftover(batch: Batch) -> Leftover:
    undoing = ChangeSet.objects.filter(undoes=batch.changeset, state=ChangeSet.State.APPLIED).last()
    if undoing is None or batch.changeset is None:
        return Leftover()
    taken = set(undoing.changes.values_list("record", "field"))
    gone = {record for record, name in taken if not name}
    left = [
        one
        for one in batch.changeset.changes.order_by("pk")
        if (one.record, one.field) not in taken and one.record not in gone
    ]
    return Leftover(len({one.record for one in left}), told(left, batch))


def told(left: list[Change], batch: Batch) -> list[tuple[Record, str]]:
    fields: dict[int, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in left:
        fields[one.model_id][one.record].append(one.field)
    rows: list[tuple[Record, str]] = []
    for key, records in fields.items():
        model = cast("type[Record]", ContentType.objects.get_for_id(key).model_class())
        for record in model.objects.visible_to(batch.by).filter(uid__in=list(records)[:SHOWN]):
            names = [label_of(model, Column(name, name)) for name in records[record.uid] if name]
            rows.append((record, ", ".join(names)))
    return rows[:SHOWN]
