"""Rows that can be read and yet not be brought in: each gets a problem in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from kokoaan.imports.matching import Asked, Matcher
from kokoaan.imports.naming import Names
from kokoaan.imports.planned import Planned, What
from kokoaan.records.models import Record
from kokoaan.records.register.linking import SHOWN


def refuse_two_for_one(rows: Sequence[Planned], names: Names) -> None:
    """Two rows that differ about one record: neither is known to be the right one."""
    for row in rows:
        if row.record is None or row.problems:
            continue
        uid = row.record.uid
        before = names.said_before(type(row.record), {uid}, row.where)
        is_changed = row.what != What.SAME or uid in names.changed
        if row.what != What.SAME:
            names.changed.add(uid)
        if before and is_changed:
            said = _("%(row)s of this file is about “%(name)s” too. Leave one row for each record.")
            row.problems.append(["", said % {"row": before, "name": row.record}])


def refuse_another(changed: Sequence[tuple[Planned, Record]], matcher: Matcher) -> None:
    """A row that means one record by its address or number, and calls it what another one is called."""
    naming = {field.name for field in matcher.fields}
    some = [(row, after) for row, after in changed if not naming.isdisjoint(row.values) and not row.problems]
    some = some if matcher.by_name else []
    matches = matcher.find([Asked(after, naming | set(matcher.ids)) for _row, after in some])
    for (row, after), match in zip(some, matches, strict=True):
        others = [key for key in (*match.same, *match.near) if key != after.pk]
        if others:
            visible = matcher.model.objects.visible_to(matcher.user).filter(pk__in=others[:SHOWN])
            there = "; ".join(f"{other} #{other.pk}" for other in visible)
            said = _("By its address or number the row is about “%(one)s”, by its name about another: %(other)s. "
                     "Correct the name, or empty the address.")  # fmt: skip
            row.problems.append(["", said % {"one": row.record, "other": there}])


def refuse_new_links(row: Planned, cleaned: Mapping[str, Any]) -> None:
    """A change that links to what is only new in the file."""
    for name, value in cleaned.items():
        if isinstance(value, Record) and value.pk is None:
            said = _("“%(name)s” is new in this file. Bring it in first; then this row can link to it.")
            row.problems.append([name, said % {"name": value}])


def refuse_doubtful_links(row: Planned, fields: Iterable[str], names: Names) -> None:
    """A row that links to one that may be there already waits for what is said of that; so do those below."""
    for name in fields:
        linked = row.made._state.fields_cache.get(name) if row.made else None
        if isinstance(linked, Record) and (where := names.doubted(linked)):
            said = _(
                "It links to “%(name)s”, which is not sure to be new. %(row)s: say there that it is one that is "
                "there, or choose both rows."
            )
            row.what = What.DUPLICATE
            row.problems.append([name, said % {"name": linked, "row": where}])


class Wholes:
    """Of what each record is a part, as the rows so far would have it."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model
        self.parents: dict[Any, Any] = {}

    def refuse_circle(self, row: Planned, parent: Any) -> None:
        """Two rows may each be right and together make a whole a part of its own part: the second is named."""
        record = row.record
        if record is None or not isinstance(parent, self.model) or row.problems:
            return
        above, seen = parent.pk, set[Any]()
        while above and above != record.pk and above not in seen:
            seen.add(above)
            if above not in self.parents:
                rows: Any = self.model._base_manager
                self.parents[above] = rows.filter(pk=above).values_list("parent", flat=True).first()
            above = self.parents[above]
        if above == record.pk:
            said = _("Circular: with the rows above, “%(one)s” would be a part of its own part “%(other)s”.")
            row.problems.append(["parent", said % {"one": record, "other": parent}])
        else:
            self.parents[record.pk] = parent.pk
