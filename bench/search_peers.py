"""The same texts and questions for the peers: SQLite FTS5, PostgreSQL FTS, Wagtail's database search.

Each holds title and text, and is asked for the best 20 that have any of the words (Wagtail: all that it makes of them),
as a program would ask it by default: no base forms of Finnish and Swedish, no translation, no circles, no passages.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.search import timed
from tests.postgres import private_server, programs

# Wagtail's search reads all that matches for each query: it is asked fewer.
OF_WAGTAIL = 20


def measure(asked: list[str], told: Path, *, has_wagtail: bool) -> None:
    """Fill the peers with the titles and texts that the file tells, and ask them."""
    with tempfile.TemporaryDirectory(prefix="peers-") as scratch:
        sqlite(Path(scratch), asked, told)
        postgres(asked, told)
        if has_wagtail:
            wagtail(Path(scratch), asked, told)


def rows(told: Path) -> Iterator[list[str]]:
    with told.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def words(said: str) -> list[str]:
    return re.findall(r"\w+", said.lower()) or ["x"]


def sqlite(folder: Path, asked: list[str], told: Path) -> None:
    file = folder / "fts.sqlite3"
    base = sqlite3.connect(file)
    begun = time.perf_counter()
    base.execute("create virtual table texts using fts5(title, body)")
    base.executemany("insert into texts values (?, ?)", rows(told))
    base.commit()
    print(
        f"SQLite FTS5: filled in {time.perf_counter() - begun:.0f} s, {file.stat().st_size / 1e6:.0f} MB with its texts"
    )
    ask = "select rowid, title from texts where texts match ? order by rank limit 20"

    def search(said: str) -> list[Any]:
        return base.execute(ask, [" OR ".join(f'"{word}"' for word in words(said))]).fetchall()

    timed("SQLite FTS5, any of the words, best 20", search, asked)
    base.close()
    file.unlink()


def postgres(asked: list[str], told: Path) -> None:
    if (folder := programs()) is None:
        print("PostgreSQL is not installed here: apt-get install postgresql")
        return
    import psycopg

    with private_server(folder) as address:
        base = psycopg.connect(address.replace("postgres://kokoaan@/", "postgresql://kokoaan@/"), autocommit=True)
        begun = time.perf_counter()
        base.execute("create table texts (id serial, title text, body text)")
        with base.cursor().copy("copy texts (title, body) from stdin") as copy:
            for row in rows(told):
                copy.write_row([one.replace("\0", " ") for one in row])
        base.execute(
            "alter table texts add column said tsvector generated always as "
            "(to_tsvector('english', title || ' ' || body)) stored"
        )
        base.execute("create index on texts using gin (said)")
        base.execute("analyze texts")
        weigh = "select pg_total_relation_size('texts') / 1000000, pg_indexes_size('texts') / 1000000"
        table, index = base.execute(weigh).fetchone() or (0, 0)
        took = time.perf_counter() - begun
        print(f"PostgreSQL FTS: filled in {took:.0f} s, {table} MB with its texts, index {index} MB")
        ask = (
            "select id, title from texts, to_tsquery('english', %s) q where said @@ q "
            "order by ts_rank(said, q) desc limit 20"
        )

        def search(said: str) -> list[Any]:
            return base.execute(ask, [" | ".join(words(said))]).fetchall()

        timed("PostgreSQL FTS, any of the words, best 20", search, asked)
        base.close()


def wagtail(folder: Path, asked: list[str], told: Path) -> None:
    """In a process of its own, with settings of its own: Wagtail's search needs its models."""
    some = json.dumps(asked[:: max(len(asked) // OF_WAGTAIL, 1)])
    environ = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "bench.search_peers", str(told), str(folder / "wagtail.sqlite3"), some]
    subprocess.run(command, check=True, env=environ)  # noqa: S603 - our own command line


def inside_wagtail(told: Path, base: Path, asked: list[str]) -> None:
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "modelsearch", "bench"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(base)}},
        MODELSEARCH_BACKENDS={"default": {"BACKEND": "modelsearch.backends.database"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="of a bench",  # noqa: S106
    )
    django.setup()
    from django.core.management import call_command
    from django.db import connection, models
    from modelsearch import index
    from modelsearch.backends import get_search_backend

    class Told(index.Indexed, models.Model):  # type: ignore[misc]
        title = models.TextField()
        body = models.TextField()
        search_fields = [index.SearchField("title", boost=2), index.SearchField("body")]

        class Meta:
            app_label = "bench"

        def __str__(self) -> str:
            return self.title

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Told)
    Told._default_manager.bulk_create((Told(title=title, body=body) for title, body in rows(told)), batch_size=2_000)
    backend = get_search_backend()
    begun = time.perf_counter()
    kept = Told._default_manager.all()
    for first in range(0, kept.count(), 2_000):
        backend.get_index_for_model(Told).add_items(Told, list(kept.order_by("pk")[first : first + 2_000]))
    print(
        f"Wagtail's search (SQLite): indexed in {time.perf_counter() - begun:.0f} s, {base.stat().st_size / 1e6:.0f} MB"
    )

    def search(said: str) -> list[Any]:
        return list(backend.search(said, Told, operator="or")[:20])

    timed(f"Wagtail's search, best 20 ({len(asked)} queries)", search, asked)
    print(f"memory of its process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    inside_wagtail(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
