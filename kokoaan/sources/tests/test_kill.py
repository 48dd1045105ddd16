"""kill -9 at any moment of an import leaves the facts as they were, or as they are after. The processes are real."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from kokoaan.lib.tests.house import House
from kokoaan.places.tests.world import load_world
from kokoaan.sources.tests import files

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[3]
KILLS = 4
FIRST = 1000

# Says when it begins, so that the time to start Python does not count among the moments to be killed at.
IMPORT = """
import sys
import django
django.setup()
from pathlib import Path
from kokoaan.places.atlas import no_small
from kokoaan.places.names import Resolver
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.runner import Wishes, fetch
print("begun", flush=True)
fetch(SOURCES["cordis"], [Path(sys.argv[1])], wishes=Wishes(quiet=True), resolver=Resolver(no_small))
print("done", flush=True)
"""

STATE = """
SELECT (SELECT count(*) FROM projects_project), (SELECT count(*) FROM projects_participation),
       (SELECT count(DISTINCT CAST(title AS text)) FROM projects_project),
       (SELECT max(CAST(title AS text)) FROM projects_project),
       (SELECT count(*) FROM records_snapshot WHERE state = 'loaded')
"""


class Importing(House):
    """What other processes bring in, and what is there then."""

    def begin(self, path):
        command = [sys.executable, "-c", IMPORT, str(path)]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "begun\n"
        return process

    def state(self):
        """(projects, participations, different titles, the last of them, snapshots loaded)."""
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as database:
                return database.execute(STATE).fetchone()
        with connection.cursor() as cursor:
            cursor.execute(STATE)
            return cursor.fetchone()


@pytest.fixture
def house(tmp_path):
    load_world()
    return Importing(tmp_path)


def version(folder, number):
    """A bundle in which every project has another title than in the versions before, and there are more of them."""
    count = FIRST + 50 * number
    projects = [row | {"title": f"Version {number}"} for row in files.many_projects(count)]
    return files.cordis_zip(folder / f"h2020-{number}.zip", projects, files.many_organisations(count))


def is_whole(state, number):
    projects, participations, titles, last, _loaded = state
    return (projects, participations, titles) == (FIRST + 50 * number,) * 2 + (1,) and f"Version {number}" in last


def test_an_import_killed_at_any_moment_is_all_or_nothing(house, tmp_path):
    begun = time.monotonic()
    assert house.begin(version(tmp_path, 0)).wait(300) == 0
    lasts = time.monotonic() - begun
    before = house.state()
    assert is_whole(before, 0)

    kept = 0
    chance = random.Random(7)  # noqa: S311
    for number in range(1, KILLS + 1):
        process = house.begin(version(tmp_path, number))
        time.sleep(chance.uniform(0, lasts / 2))
        process.send_signal(signal.SIGKILL)
        process.wait(300)
        state = house.state()
        assert state == before or (is_whole(state, number) and state[4] == before[4] + 1)
        kept += state == before
        before = state
    assert kept

    assert house.begin(version(tmp_path, KILLS + 1)).wait(300) == 0
    assert is_whole(house.state(), KILLS + 1)
