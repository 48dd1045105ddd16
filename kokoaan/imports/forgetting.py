"""What imports hold of somebody who is erased: rows, and the files that they were read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kokoaan.imports.errors import Refused
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.records.erasing import Names


def forget_rows(uids: Collection[UUID], names: Names) -> None:
    """Empty the rows about these records, take the names out of all others, and let go of the files that hold them."""
    about = BatchRow.objects.filter(record__in=uids)
    met = set(about.values_list("batch", flat=True))
    about.update(name="", values={}, changes=[], problems=[], chosen=False)
    for row in BatchRow.objects.exclude(Q(values={}) & Q(name="")).iterator(chunk_size=2_000):
        before = row.name, row.values, row.changes, row.problems
        row.name, row.values, row.changes, row.problems = (names.out_of(value) for value in before)
        if (row.name, row.values, row.changes, row.problems) != before:
            row.save(update_fields=["name", "values", "changes", "problems"])
            met.add(row.batch_id)
    forget_files(Batch.objects.filter(emptied=False), met, names)


def forget_files(batches: Iterable[Batch], met: Collection[int], names: Names) -> None:
    """What was read stays, without its file; of a file whose rows nobody has read yet nothing stays."""
    # This is loaded when the app is, before forms can be made.
    from kokoaan.imports.keeping import let_go

    for batch in batches:
        if (name := names.out_of(batch.name)) != batch.name:
            Batch.objects.filter(pk=batch.pk).update(name=name)
        if batch.pk in met:
            transaction.on_commit(partial(batch.path.unlink, missing_ok=True))
        elif batch.state == Batch.State.READ and holds(batch, names):
            transaction.on_commit(partial(let_go, batch))


def holds(batch: Batch, names: Names) -> bool:
    from kokoaan.imports.reading import read

    try:
        cells = (cell for sheet in read(batch.path, batch.format) for line in sheet.lines for cell in line.cells)
        return any(names.out_of(cell) != cell for cell in cells)
    except (Refused, OSError):
        return False
