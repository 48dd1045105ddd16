"""kill -9 at any moment of bringing a batch in leaves all of it or nothing, and the next process takes it up again."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from kokoaan.imports.tests.files import bring, csv_of
from kokoaan.lib.tests.house import House
from kokoaan.people.tests.office import office

__all__ = ["office"]
pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

ROWS = 3000
WORK = """
import django
django.setup()
from kokoaan.imports.working import step
print("begun", flush=True)
step()
"""
STATE = "SELECT (SELECT count(*) FROM organisations_organisation), (SELECT count(*) FROM records_change)"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the copy of the database is SQLite's")
def test_a_batch_killed_at_any_moment_is_all_or_nothing(office, settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path / "imports"
    batch = bring(office.ella, csv_of(["Name"], *([f"Body {number}"] for number in range(ROWS))))
    type(batch).objects.filter(pk=batch.pk).update(state="running")
    house = House(tmp_path)
    assert tmp_path / "imports" == django_settings.IMPORT_ROOT

    def begin():
        command = [sys.executable, "-c", WORK]
        process = subprocess.Popen(
            command, cwd=Path(__file__).parents[3], env=house.environ, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout.readline() == "begun\n"
        return process

    def state():
        with sqlite3.connect(house.file) as database:
            return database.execute(STATE).fetchone()

    chance = random.Random(7)  # noqa: S311
    before = state()
    for _kill in range(4):
        with sqlite3.connect(house.file) as database:
            database.execute("UPDATE imports_batch SET tries = 0")
        process = begin()
        time.sleep(chance.uniform(0.2, 2))
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        assert state() in {before, (before[0] + ROWS, before[1] + ROWS)}
    begin().wait(120)
    assert state() == (before[0] + ROWS, before[1] + ROWS)
