"""What rows that were kept when a file was checked may still tell: their reader may see less of our records by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from kokoaan.imports.kinds import kinds
from kokoaan.imports.models import BatchRow
from kokoaan.people.models import User
from kokoaan.records.register.columns import Words, as_text


def as_seen(rows: Sequence[BatchRow], user: User) -> Sequence[BatchRow]:
    """The rows, unsaved, with what user sees today of the records that they are about: names and old values."""
    by_kind: dict[str, list[BatchRow]] = defaultdict(list)
    for row in rows:
        if row.record and row.kind in kinds():
            by_kind[row.kind].append(row)
    for kind, some in by_kind.items():
        ask_again(kind, some, user)
    return rows


def ask_again(kind: str, rows: Sequence[BatchRow], user: User) -> None:
    register = kinds()[kind]
    words = Words(register.model, register().get_form_class(), register.form_fields, user)
    records = list(register.model.objects.visible_to(user).filter(uid__in=[row.record for row in rows]))
    cells = dict(zip((one.uid for one in records), words.rows(records), strict=True))
    names = {one.uid: str(one)[:300] for one in records}
    keys = [column.key for column in words.columns]
    for row in rows:
        if row.record not in names:
            row.name, row.changes = "", []
            row.problems = [["", _("You no longer see the record that this row is about.")]]
            continue
        if row.what == BatchRow.What.DUPLICATE:
            # It is only like the record: its name is the file's.
            continue
        old = dict(zip(keys, map(as_text, cells[row.record]), strict=True))
        row.name = names[row.record]
        row.changes = [[key, old.get(key, ""), new] for key, _was, new in row.changes]
