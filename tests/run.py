"""What `make test` runs: the whole suite on SQLite, then on a private PostgreSQL that is started here."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from tests.postgres import private_server, programs


def say(text: str) -> None:
    sys.stdout.write(f"\n── {text}\n")
    sys.stdout.flush()


def suite(name: str, database: str) -> int:
    """Run pytest against one database, in a folder of its own; return its exit code."""
    say(f"The suite on {name}")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kokoaan-test-") as var:
        url = database or f"sqlite:///{var}/kokoaan.sqlite3"
        environ = {**os.environ, "KOKOAAN_DEBUG": "1", "KOKOAAN_VAR": var, "KOKOAAN_DATABASE": url}
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        code = subprocess.run(command, env=environ, check=False).returncode
    say(f"{name}: {'passed' if code == 0 else f'failed (exit code {code})'} in {time.monotonic() - begun:.0f} s")
    return code


def main() -> int:
    code = suite("SQLite", "")
    folder = programs()
    if folder is None:
        say(
            "PostgreSQL is not installed here (no initdb found), so the suite ran on SQLite only. "
            "To run both: apt-get install postgresql"
        )
        return code
    with private_server(folder) as database:
        return suite("PostgreSQL", database) or code


if __name__ == "__main__":
    sys.exit(main())
