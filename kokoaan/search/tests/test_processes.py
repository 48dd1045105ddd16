"""Real processes on a database and an index of their own; some of them are killed."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.process

ROWS = """
from kokoaan.people.models import *
from kokoaan.organisations.models import Organisation
from kokoaan.projects.models import Project
from kokoaan.records.changing import create
from kokoaan.records.models import *
from kokoaan.lib.text import text
unit = Unit.objects.create(name=text(en="City"))
create(Organisation(name="Port of Tomorrow", owner=unit, circle_id=Circle.EVERYONE), by=None)
shot = Snapshot.objects.create(source="keep-eu", digest="0")
for n in range(150):
    words = f"Harbour number {n} is rebuilt for people who walk and swim, and ships of class {n} move away."
    title, summary = text(en=f"Harbour {n}"), text(en=words)
    Project.objects.create(source="keep-eu", key=f"p{n}", snapshot=shot, title=title, summary=summary)
    Outbox.objects.create(kind="project", key=f"keep-eu:p{n}")
"""
NARROW = """
from kokoaan.people.models import *
from kokoaan.organisations.models import Organisation
from kokoaan.records.changing import change
from kokoaan.lib.text import text
change(Organisation.objects.get(), {"circle": Circle.objects.create(name=text(en="Few")).pk}, by=None)
"""
STATE = """
import json
from kokoaan.records.models import Outbox
from kokoaan.search.models import Vector
from kokoaan.search.engine import index_health
waiting = Vector.objects.filter(model="").count()
print(json.dumps([Outbox.objects.count(), Vector.objects.count(), waiting, index_health()]))
"""


class House:
    """A house of its own below one folder."""

    def __init__(self, folder):
        self.environ = {
            **os.environ,
            "KOKOAAN_VAR": str(folder),
            "KOKOAAN_DATABASE": f"sqlite:///{folder}/house.sqlite3",
            "KOKOAAN_DEBUG": "1",
            "KOKOAAN_EMBEDDER_THREADS": "1",
        }

    def start(self, *words):
        command = [sys.executable, "-m", "kokoaan.command", *words]
        return subprocess.Popen(command, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *words):
        process = self.start(*words)
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, err
        return out

    def shell(self, code):
        return self.run("django", "shell", "-v", "0", "-c", code)

    def found(self, query):
        page = json.loads(self.run("search", query, "--json"))
        return page["total"], [hit["title"] for hit in page["hits"]]

    def state(self):
        return json.loads(self.shell(STATE).splitlines()[-1])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a house that has rows and no index; each test gets its own copy."""
    folder = tmp_path_factory.mktemp("house")
    house = House(folder)
    house.run("django", "migrate", "-v", "0")
    house.shell(ROWS)
    return folder


@pytest.fixture
def house(made, tmp_path):
    shutil.copytree(made, tmp_path / "house")
    return House(tmp_path / "house")


def test_work_that_is_killed_again_and_again_loses_nothing(house):
    chance = random.Random(5)  # noqa: S311 (moments to kill at, not a secret)
    for _ in range(4):
        process = house.start("work", "--once")
        time.sleep(chance.uniform(0.8, 3.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    house.run("work", "--once")
    assert house.state() == [0, 150, 0, ""]
    assert house.found("harbour")[0] == 150
    assert house.found("harbour 149")[1][0] == "Harbour 149"


def test_a_rebuild_that_is_killed_leaves_the_old_index_answering(house):
    house.run("work", "--once")
    for wait in (0.9, 1.4, 1.9):
        process = house.start("index", "-v", "0")
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert house.found("port tomorrow")[1][:1] == ["Port of Tomorrow"]
    house.run("index", "-v", "0")
    assert house.state() == [0, 150, 0, ""]


def test_narrowing_a_circle_acts_before_any_work_is_done(house):
    house.run("work", "--once")
    assert house.found("port tomorrow")[0] >= 1
    house.shell(NARROW)
    assert "Port of Tomorrow" not in house.found("port tomorrow")[1]
    assert house.state()[0] == 1
    house.run("work", "--once")
    assert "Port of Tomorrow" not in house.found("port tomorrow")[1]
