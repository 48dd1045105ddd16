"""What rows of imports hold of somebody who is erased."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from kokoaan.imports.models import BatchRow
from kokoaan.records.erasing import Names


def forget_rows(uids: Collection[UUID], names: Names) -> None:
    """Empty the rows about these records, and take the names out of all others."""
    BatchRow.objects.filter(record__in=uids).update(name="", values={}, changes=[], problems=[], chosen=False)
    for row in BatchRow.objects.exclude(Q(values={}) & Q(name="")).iterator(chunk_size=2_000):
        before = row.name, row.values, row.changes, row.problems
        row.name, row.values, row.changes, row.problems = (names.out_of(value) for value in before)
        if (row.name, row.values, row.changes, row.problems) != before:
            row.save(update_fields=["name", "values", "changes", "problems"])
