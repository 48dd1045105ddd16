"""Bring a checked batch in: planned anew, since the house has gone on, then written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kokoaan.imports.checking import check, plan
from kokoaan.imports.errors import Refused
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.planned import Planned
from kokoaan.imports.sheet import Line, cell_again
from kokoaan.lib.pieces import pieces
from kokoaan.records.changing import opened, write
from kokoaan.records.edit import Edit
from kokoaan.records.models import Record

Said = Callable[[int, int], object]
What = BatchRow.What


class MovedOn(Exception):
    """Rows would do something else than what the person looked at: said of the first. Nothing was written."""


def apply(batch: Batch, said: Said) -> None:
    """Write the chosen rows as one change set. Where the house has moved on, the preview is made anew instead.

    Raises Refused when the rows cannot be written together; nothing is written then.
    """
    with translation.override(batch.language):
        rows = list(batch.rows.filter(chosen=True).exclude(what__in=[What.ERROR, What.SAME]).order_by("pk"))
        # Rows that are the same are written by nobody, but others link to them by the names that they have here.
        same = list(batch.rows.filter(what=What.SAME).order_by("pk")) if is_said_to_mean(batch) else []
        # Planning is the first half of the work, writing the second.
        planned = list(plan(batch, lines_of([*rows, *same]), forced_in(rows), lambda done, of: said(done, 2 * of)))
        try:
            compare(rows, planned)
            carry_out(batch, planned, lambda done, of: said(of + done, 2 * of))
        except MovedOn as moved:
            check(batch, said)
            problem = _("Some rows would no longer do what you looked at. Nothing was written. Look again.")
            Batch.objects.filter(pk=batch.pk).update(problem=f"{problem} {moved}".strip())
        except ValidationError as wrong:
            raise Refused(_("Nothing was written: %(why)s") % {"why": " ".join(wrong.messages)}) from wrong
        except IntegrityError as wrong:
            raise Refused(
                _("Nothing was written: two rows, or a row and a record, contradict each other. Check the file again.")
            ) from wrong


def is_said_to_mean(batch: Batch) -> bool:
    """Whether the person said of any row which record it is about."""
    return any(one.get("means") for one in batch.sheets.values())


def lines_of(rows: Sequence[BatchRow]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for row in rows:
        width = max(map(int, row.values), default=-1) + 1
        cells = [cell_again(row.values.get(str(place), "")) for place in range(width)]
        found[row.sheet].append(Line(row.number, cells))
    return found


def forced_in(rows: Sequence[BatchRow]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.what == What.DUPLICATE:
            found[row.sheet].add(row.number)
    return found


def compare(rows: Sequence[BatchRow], planned: Sequence[Planned]) -> None:
    """Raises MovedOn unless every row still does what was looked at."""
    now = {(row.sheet, row.line.number): row for row in planned}
    for row in rows:
        found = now[row.sheet, row.number]
        looked_at = What.NEW if row.what == What.DUPLICATE else row.what
        version = found.record.version if found.record else None
        if found.what != looked_at or (row.what == What.CHANGE and version != row.version):
            raise MovedOn(
                _("Row %(row)d: %(why)s") % {"row": row.number, "why": found.problems[0][1]} if found.problems else ""
            )


def carry_out(batch: Batch, planned: Sequence[Planned], said: Said) -> None:
    with transaction.atomic():
        births = [Edit(row.made, {}, birth=True) for row in planned if row.what == What.NEW and row.made]
        changed = [row for row in planned if row.what == What.CHANGE and row.record]
        there = locked([row.record for row in changed if row.record])
        changes = [Edit(there[row.record.uid], row.values) for row in changed if row.record]
        changeset = opened(batch.by, _("Import: %(file)s") % {"file": batch.name})
        if births or changes:
            write([*births, *changes], changeset, said)
            batch.changeset = changeset
        batch.counts = {**batch.counts, "written": len(births) + len(changes)}
        batch.state, batch.problem = Batch.State.DONE, ""
        batch.save(update_fields=["changeset", "counts", "state", "problem"])
        # What has been written is in the change log; what has not, the person may want to correct.
        batch.rows.filter(chosen=True).delete()
        batch.rows.filter(what=What.SAME).delete()
    batch.path.unlink(missing_ok=True)


def locked(records: Sequence[Record]) -> dict[object, Record]:
    """The records, held until the transaction ends. Raises MovedOn when one has been changed since it was planned."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    found: dict[object, Record] = {}
    for model, some in by_kind.items():
        for few in pieces(some):
            rows = model._base_manager.filter(pk__in=[record.pk for record in few])
            found.update({row.uid: row for row in rows.select_for_update(of=("self",)).order_by("pk")})
    if any(record.uid not in found or found[record.uid].version != record.version for record in records):
        raise MovedOn
    return found
