"""Write rows set-wise, in the transaction of the caller: one statement for each batch, whatever the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from kokoaan.records.models import Outbox
from kokoaan.sources.difference import Difference
from kokoaan.sources.facts import FactTable, attname

BATCH = 5_000
# SQLite's usual two megabytes make it write pages of the indexes again and again.
CACHE = "PRAGMA cache_size = -100000"
Row = Sequence[Any]


def write_facts(source: str, snapshot: int, difference: Difference, ids: dict[str, dict[str, int]]) -> Iterator[int]:
    """Insert what is new, update what has changed; yield how many rows each batch had.

    `ids` holds the primary keys of the tables that this one links to; this table's are added to it.
    """
    table = difference.table
    names = ["source", "key", "snapshot_id", *(attname(table.model, name) for name in table.fields)]
    json_at, decimal_at = positions(table, models.JSONField), positions(table, models.DecimalField)
    links = [ids[table.links[name]] if name in table.links else None for name in table.fields]

    def row(key: str) -> Row:
        values = difference.rows[key]
        linked: list[Any] = [value if link is None else link[value] for link, value in zip(links, values, strict=True)]
        for position in json_at:
            linked[position] = connection.ops.adapt_json_value(linked[position], None)
        for position in decimal_at:
            linked[position] = connection.ops.adapt_decimalfield_value(
                linked[position], max_digits=14, decimal_places=2
            )
        return (source, key, snapshot, *linked)

    yield from upsert(table.model, names, ["source", "key"], map(row, sorted(difference.to_write)))
    ids[difference.name] = ids_after(source, difference)


def positions(table: FactTable, kind: type[models.Field[Any, Any]]) -> list[int]:
    """Where the fields stand whose values a database driver does not take as they are."""
    return [at for at, name in enumerate(table.fields) if isinstance(table.model._meta.get_field(name), kind)]


def make_room() -> None:
    """Let SQLite keep what a swap touches in memory; for this connection."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(CACHE)


@contextmanager
def references_checked_at_the_end(tables: Iterable[FactTable]) -> Iterator[None]:
    """One transaction. SQLite checks its references all at once before the end, which takes a quarter of the time.

    Inside a transaction that has begun already, it checks them row by row as ever.
    """
    names = [table.model._meta.db_table for table in tables]
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield
        if connection.vendor == "sqlite":
            connection.check_constraints(table_names=names)


def ids_after(source: str, difference: Difference) -> dict[str, int]:
    if not difference.new:
        return {key: stored[0] for key, stored in difference.stored.items()}
    manager = difference.table.model._default_manager
    return dict(manager.filter(source=source).values_list("key", "pk"))


def mark_seen(snapshot: int, difference: Difference) -> None:
    """Say of unchanged rows that this download showed them too."""
    ids = [difference.stored[key][0] for key in difference.same]
    table = connection.ops.quote_name(difference.table.model._meta.db_table)
    if connection.vendor == "postgresql":
        given: Any = ids
        among = "id = ANY(%s)"
    else:
        # SQLite takes a few hundred parameters, but any number of values in one JSON text.
        given = str(ids)
        among = "id IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET snapshot_id = %s WHERE {among}", [snapshot, given])  # noqa: S608 (our own names)


def touch_documents(source: str, difference: Difference) -> None:
    """Add an outbox row for each document that shows a new or changed row, before or after the change."""
    name_of = difference.table.document
    if name_of is None:
        return
    documents: dict[tuple[str, str], None] = {}
    for key in difference.to_write:
        documents[name_of(source, key, difference.rows[key])] = None
        if key in difference.stored:
            documents[name_of(source, key, difference.stored[key][1])] = None
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = ((kind, key, 1, now) for kind, key in documents)
    for _count in upsert(Outbox, ["kind", "key", "version", "at"], ["kind", "key"], rows, add=["version"]):
        pass


def upsert(
    model: type[models.Model],
    names: Sequence[str],
    unique: Sequence[str],
    rows: Iterable[Row],
    *,
    add: Sequence[str] = (),
) -> Iterator[int]:
    """Insert rows, or update those whose unique columns exist already; columns in `add` are summed up."""
    write = copy_rows if connection.vendor == "postgresql" else insert_rows
    for batch in batches(rows):
        write(model._meta.db_table, names, conflict(model, names, unique, add), batch)
        yield len(batch)


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def conflict(model: type[models.Model], names: Sequence[str], unique: Sequence[str], add: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    changes = [
        f"{quote(name)} = EXCLUDED.{quote(name)}" + (f" + {table}.{quote(name)}" if name in add else "")
        for name in names
        if name not in unique
    ]
    return f"ON CONFLICT ({listed(unique)}) DO UPDATE SET {', '.join(changes)}"


def listed(names: Sequence[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, names))


def insert_rows(table: str, names: Sequence[str], on_conflict: str, rows: list[Row]) -> None:
    marks = ", ".join(["%s"] * len(names))
    into = f"INSERT INTO {connection.ops.quote_name(table)} ({listed(names)})"
    with connection.cursor() as cursor:
        cursor.executemany(f"{into} VALUES ({marks}) {on_conflict}", rows)


def copy_rows(table: str, names: Sequence[str], on_conflict: str, rows: list[Row]) -> None:
    """PostgreSQL takes rows fastest by COPY, into a table of their own that is then merged in."""
    target = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS arriving")
        cursor.execute(
            f"CREATE TEMPORARY TABLE arriving ON COMMIT DROP AS SELECT {listed(names)} FROM {target} WITH NO DATA"  # noqa: S608
        )
        with cursor.copy(f"COPY arriving ({listed(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {target} ({listed(names)}) SELECT {listed(names)} FROM arriving {on_conflict}"  # noqa: S608
        )
