"""What an import would change: new, changed, the same, absent. Reads the database, writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kokoaan.sources.facts import TABLES, FactTable, Values
from kokoaan.sources.gathering import Rows


@dataclass(slots=True)
class Difference:
    """The difference of one table. `stored` holds what the database has, with the primary key."""

    name: str
    rows: Rows
    stored: dict[str, tuple[int, Values]]
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    # How many stored rows the source was expected to show again.
    expected: int = 0

    @property
    def table(self) -> FactTable:
        return TABLES[self.name]

    @property
    def to_write(self) -> list[str]:
        return [*self.new, *self.changed]

    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in ("new", "changed", "same", "absent")}


def difference(source: str, name: str, rows: Rows, whole: Iterable[str], part: Callable[[str], str]) -> Difference:
    """Compare the rows with what the database holds of the source."""
    found = Difference(name, rows, stored(source, TABLES[name]))
    for key, values in rows.items():
        known = found.stored.get(key)
        (found.new if known is None else found.same if known[1] == values else found.changed).append(key)
    if not found.table.serves:
        judged = set(whole)
        expected = [key for key in found.stored if part(key) in judged]
        found.expected = len(expected)
        found.absent = [key for key in expected if key not in rows]
    return found


def stored(source: str, table: FactTable) -> dict[str, tuple[int, Values]]:
    facts = table.model._default_manager.filter(source=source).values_list("key", "pk", *table.columns)
    return {row[0]: (row[1], row[2:]) for row in facts.iterator(chunk_size=20_000)}
