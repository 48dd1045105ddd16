"""Check a batch: read its file, plan every row, keep what each would do for the person to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import translation

from kokoaan.imports.kinds import in_order, kinds
from kokoaan.imports.likely import Likely
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.naming import Names
from kokoaan.imports.planning import Planned, Planner
from kokoaan.imports.reading import read
from kokoaan.imports.sheet import Line, kept_cell
from kokoaan.lib.pieces import PIECE, pieces

Said = Callable[[int, int], object]
# Rows of each sheet, and which of them are new though they look like duplicates.
Lines = Mapping[str, Sequence[Line]]
Forced = Mapping[str, Collection[int]]


def check(batch: Batch, said: Said) -> None:
    """Raises Refused when the file cannot be read. Rows of an earlier check are replaced."""
    with translation.override(batch.language):
        lines = {sheet.name: sheet.lines for sheet in read(batch.path, batch.format)}
        likely = Likely(batch.by)
        planned = list(plan(batch, lines, {}, said, likely))
    with transaction.atomic():
        BatchRow.objects.filter(batch=batch).delete()
        for some in pieces(planned):
            BatchRow.objects.bulk_create([kept(batch, row) for row in some], batch_size=PIECE)
        batch.counts = dict(Counter(row.what for row in planned))
        if likely.passed_over:
            batch.counts["passed_over"] = likely.passed_over
        batch.state = Batch.State.CHECKED
        batch.save(update_fields=["counts", "state"])


def plan(batch: Batch, lines: Lines, forced: Forced, said: Said, likely: Likely | None = None) -> Iterator[Planned]:
    """Plan the rows, kind after kind: those that others link to first."""
    names = Names(batch.by, of_cards=batch.format == "vcf")
    of = sum(len(some) for some in lines.values())
    done = 0
    for kind in in_order(one["kind"] for one in batch.sheets.values() if one["kind"] in kinds()):
        for sheet, one in batch.sheets.items():
            if one["kind"] != kind or sheet not in lines:
                continue
            columns = {int(place): key for place, key in one["columns"].items()}
            planner = Planner(
                kind,
                sheet,
                columns,
                names=names,
                clears=batch.clears,
                forced=forced.get(sheet, frozenset()),
                likely=likely,
            )
            for row in planner.plan(lines[sheet]):
                done += 1
                said(done, of)
                yield row


def kept(batch: Batch, row: Planned) -> BatchRow:
    what = BatchRow.What(row.what)
    return BatchRow(
        batch=batch,
        sheet=row.sheet,
        number=row.line.number,
        kind=row.kind,
        what=what,
        name=row.name,
        record=row.record.uid if row.record else None,
        version=row.record.version if row.record else None,
        values={str(place): kept_cell(cell) for place, cell in enumerate(row.line.cells) if cell},
        changes=row.changes,
        problems=row.problems,
        chosen=what in {BatchRow.What.NEW, BatchRow.What.CHANGE},
    )
