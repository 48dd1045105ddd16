"""Is the house in order? Each question gives one line: what is so, and what to do where it is not right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kokoaan.people.models import User
from kokoaan.places.models import Place
from kokoaan.records.models import Outbox
from kokoaan.search.engine import index_health
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.snapshots import latest_loaded


@dataclass(frozen=True, slots=True)
class Answer:
    good: bool
    text: str


def tables() -> Answer:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    text = f"database: {connection.vendor}, {len(waiting)} migrations waiting"
    return Answer(not waiting, text + (". Run: kokoaan prepare" if waiting else ""))


def places() -> Answer:
    count = Place.objects.count()
    return Answer(count > 0, f"places: {count:,}" + ("" if count else ". Run: kokoaan prepare"))


def index() -> Answer:
    problem = index_health()
    return Answer(not problem, f"index: {problem} Run: kokoaan index" if problem else "index: in order")


def outbox() -> Answer:
    count = Outbox.objects.count()
    return Answer(True, f"waiting for the index: {count:,}" + (" (kokoaan work brings them in)" if count else ""))


def sources() -> Answer:
    loaded = [key for key in SOURCES if latest_loaded(key)]
    return Answer(True, f"sources loaded: {len(loaded)} of {len(SOURCES)} ({', '.join(loaded) or 'none'})")


def demo_accounts() -> Answer:
    demo = not settings.DEBUG and User.objects.filter(email__endswith="@demo.invalid").exists()
    return Answer(
        not demo,
        "demo accounts: remove them before others can reach this house." if demo else "accounts: no demo in production",
    )


QUESTIONS: tuple[Callable[[], Answer], ...] = (tables, places, index, outbox, sources, demo_accounts)
