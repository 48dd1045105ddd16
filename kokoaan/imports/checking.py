"""Check a batch: read its file, plan every row, keep what each would do for the person to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import translation

from kokoaan.imports.kinds import in_order, kinds
from kokoaan.imports.likely import Likely
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.naming import Names
from kokoaan.imports.planned import Planned
from kokoaan.imports.planning import Planner
from kokoaan.imports.reading import read
from kokoaan.imports.sheet import Line, kept_cell
from kokoaan.lib.pieces import PIECE, pieces

Said = Callable[[int, int], object]
# Rows of each sheet, and which of them are new though they look like duplicates.
Lines = Mapping[str, Sequence[Line]]
Forced = Mapping[str, Collection[int]]
# By sheet, number and what the row does.
Chosen = Mapping[tuple[str, int, str], bool]


def check(batch: Batch, said: Said) -> None:
    """Raises Refused when the file cannot be read. Rows of an earlier check are replaced, and chosen as they were."""
    with translation.override(batch.language):
        lines = {sheet.name: sheet.lines for sheet in read(batch.path, batch.format)}
        planned = list(plan(batch, lines, {}, said, Likely(batch.by)))
    with transaction.atomic():
        chosen = choices(batch)
        BatchRow.objects.filter(batch=batch).delete()
        for some in pieces(as_in_file(planned)):
            BatchRow.objects.bulk_create([kept(batch, row, chosen) for row in some], batch_size=PIECE)
        batch.counts = dict(Counter(row.what for row in planned))
        batch.state = Batch.State.CHECKED
        batch.save(update_fields=["counts", "state"])


def plan(batch: Batch, lines: Lines, forced: Forced, said: Said, likely: Likely | None = None) -> Iterator[Planned]:
    """Plan the rows, kind after kind: those that others link to first."""
    names = Names(batch.by, of_cards=batch.format == "vcf")
    of = sum(len(some) for some in lines.values())
    done = 0
    for kind in in_order(one["kind"] for _sheet, one in batch.sheets_in_order if one["kind"] in kinds()):
        for sheet, one in batch.sheets_in_order:
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
                means={int(number): UUID(uid) for number, uid in one.get("means", {}).items()},
                likely=likely,
            )
            for row in planner.plan(lines[sheet]):
                done += 1
                said(done, of)
                yield row


def as_in_file(planned: Sequence[Planned]) -> list[Planned]:
    """Sheet after sheet, and in each the rows by their numbers: they were planned in the order of writing."""
    sheets = {name: place for place, name in enumerate(dict.fromkeys(row.sheet for row in planned))}
    return sorted(planned, key=lambda row: (sheets[row.sheet], row.line.number))


def choices(batch: Batch) -> Chosen:
    """What the person chose of the rows of an earlier check."""
    rows = BatchRow.objects.filter(batch=batch).values_list("sheet", "number", "what", "chosen")
    return {(sheet, number, what): chosen for sheet, number, what, chosen in rows}


def kept(batch: Batch, row: Planned, chosen: Chosen) -> BatchRow:
    what = BatchRow.What(row.what)
    return BatchRow(
        batch=batch,
        sheet=row.sheet,
        number=row.line.number,
        kind=row.kind,
        what=what,
        name=row.name,
        record=record.uid if (record := row.record or row.like) else None,
        version=row.record.version if row.record else None,
        values={str(place): kept_cell(cell) for place, cell in enumerate(row.line.cells) if cell},
        changes=row.changes,
        problems=row.problems,
        chosen=chosen.get((row.sheet, row.line.number, what), what in {BatchRow.What.NEW, BatchRow.What.CHANGE}),
    )
