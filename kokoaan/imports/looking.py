"""What the page of a batch shows: its rows in words, a page of them, and what came of it. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest

from kokoaan.imports.kinds import kinds
from kokoaan.imports.leftover import leftover
from kokoaan.imports.mapping import columns_for
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.sight import as_seen
from kokoaan.people.models import User
from kokoaan.records.register.columns import label_of

A_PAGE = 50
State, What = Batch.State, BatchRow.What


def looked_at(batch: Batch, request: HttpRequest) -> dict[str, Any]:
    counts = {what: batch.counts.get(what.value, 0) for what in What}
    shown = next((what for what in What if what.value == request.GET.get("what")), None)
    shown = shown or next((what for what in (What.ERROR, *What) if counts[what]), What.NEW)
    rows = Paginator(batch.rows.filter(what=shown).order_by("pk"), A_PAGE).get_page(request.GET.get("p"))
    labels = labels_of(batch)
    likes = likes_of_rows(rows, batch.by)
    lines = [
        {**told(row, labels.get(row.kind, {}), batch), "like": likes.get(row.record)}
        for row in as_seen(list(rows), batch.by)
    ]
    chosen = batch.rows.filter(chosen=True).count()
    tabs = [{"what": what, "count": count, "is_shown": what == shown} for what, count in counts.items()]
    undoable = bool(batch.changeset and batch.changeset.state == "applied")
    wrong = counts[What.ERROR] + counts[What.DUPLICATE]
    return {
        **{"tabs": tabs, "shown": shown, "rows": rows, "lines": lines, "chosen": chosen, "undoable": undoable},
        **{"wrong": wrong if not batch.emptied else 0, "choosable": shown not in {What.ERROR, What.SAME}},
        "notes": [note for _name, one in batch.sheets_in_order for note in one.get("notes", [])],
        "left": leftover(batch) if batch.is_undone else None,
        "is_open": batch.state == State.CHECKED,
    }


def likes_of_rows(rows: Iterable[BatchRow], user: User) -> dict[UUID | None, str]:
    """What the records are called that likely duplicates may be."""
    by_kind: dict[str, set[UUID | None]] = defaultdict(set)
    for row in rows:
        if row.what == What.DUPLICATE and row.kind in kinds():
            by_kind[row.kind].add(row.record)
    found = (
        kinds()[kind].model.objects.visible_to(user).filter(uid__in=uids - {None}) for kind, uids in by_kind.items()
    )
    return {record.uid: str(record) for some in found for record in some}


def labels_of(batch: Batch) -> dict[str, dict[str, str]]:
    every = {one["kind"] for one in batch.sheets.values() if one["kind"] in kinds()}
    return {kind: {one.key: label_of(kinds()[kind].model, one) for one in columns_for(kind)} for kind in every}


def told(row: BatchRow, labels: dict[str, str], batch: Batch) -> dict[str, Any]:
    """A row in words: what it holds, what it changes, what is wrong where."""
    columns = batch.sheets.get(row.sheet, {}).get("columns", {})
    holds = [
        (labels[key], row.values[place]) for place, key in columns.items() if place in row.values and key in labels
    ]
    changes = [(labels.get(key, key), old, new) for key, old, new in row.changes]
    problems = [(labels.get(key, ""), said) for key, said in row.problems]
    return {"row": row, "sheet": titled(row.sheet, batch), "holds": holds[:8], "changes": changes, "problems": problems}


def titled(sheet: str, batch: Batch) -> str:
    """A sheet by its name; those that are made of cards by the kind that their rows are."""
    kind = batch.sheets.get(sheet, {}).get("kind", "")
    return str(kinds()[kind].model._meta.verbose_name_plural) if batch.format == "vcf" and kind else sheet
