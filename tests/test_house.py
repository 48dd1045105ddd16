"""The house as a whole: its command, its floors, its settings."""

import subprocess
import sys
from pathlib import Path

import pytest

from kokoaan.command import VERBS

ROOT = Path(__file__).parent.parent


def kokoaan(*words, **environ):
    command = [sys.executable, "-m", "kokoaan.command", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environ, check=False)


def test_help_names_every_verb_and_needs_no_settings():
    done = kokoaan("--help")
    assert done.returncode == 0
    assert all(f"  {verb} " in done.stdout for verb in VERBS)


def test_an_unknown_verb_is_refused_with_the_list():
    done = kokoaan("fly")
    assert done.returncode == 2
    assert "there is no verb “fly”" in done.stderr


def test_without_a_secret_key_nothing_starts():
    done = kokoaan("run", PATH="/usr/bin:/bin")
    assert done.returncode != 0
    assert "KOKOAAN_SECRET_KEY is not set" in done.stderr


@pytest.mark.parametrize("name", ["DEBUG", "SECRET_KEY"])
def test_production_is_the_default(name):
    code = f"from kokoaan import settings; print(settings.{name})"
    environ = {"PATH": "/usr/bin:/bin", "KOKOAAN_SECRET_KEY": "from the environment"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environ, check=True
    )
    assert done.stdout.strip() == {"DEBUG": "False", "SECRET_KEY": "from the environment"}[name]


def test_a_secret_can_come_from_a_file(tmp_path):
    secret = tmp_path / "key"
    secret.write_text("from a file\n")
    code = "from kokoaan import settings; print(settings.SECRET_KEY)"
    environ = {"PATH": "/usr/bin:/bin", "KOKOAAN_SECRET_KEY_FILE": str(secret)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environ, check=True
    )
    assert done.stdout.strip() == "from a file"


def test_every_app_imports_lower_floors_only():
    done = subprocess.run(
        [f"{Path(sys.executable).parent}/lint-imports"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout
