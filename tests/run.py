"""What `make test` runs: the whole suite on SQLite, and beside it on a private PostgreSQL that is started here."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import private_server, programs


def say(text: str) -> None:
    sys.stdout.write(f"\n── {text}\n")
    sys.stdout.flush()


@dataclass
class Suite:
    """pytest against one database, in a folder of its own."""

    name: str
    database: str
    # Where it writes; None: here.
    log: Path | None = None

    def __enter__(self) -> Suite:
        self.begun = time.monotonic()
        self.folder = tempfile.TemporaryDirectory(prefix="kokoaan-test-")
        url = self.database or f"sqlite:///{self.folder.name}/kokoaan.sqlite3"
        environ = {"KOKOAAN_DEBUG": "1", "KOKOAAN_VAR": self.folder.name, "KOKOAAN_DATABASE": url}
        # Two suites share the cores: the model of one must not take them all.
        environ |= {"OMP_NUM_THREADS": "1", "KOKOAAN_SHOTS": shots_of(self.name)}
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        out = self.log.open("wb") if self.log else None
        self.process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=out, stderr=out)
        return self

    def __exit__(self, *wrong: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def code(self) -> int:
        """Wait for its end; says how it ended, and what it wrote where that was not here."""
        code = self.process.wait()
        if self.log:
            say(f"The suite on {self.name}")
            sys.stdout.write(self.log.read_text(encoding="utf-8", errors="replace"))
        took = time.monotonic() - self.begun
        say(f"{self.name}: {'passed' if code == 0 else f'failed (exit code {code})'} in {took:.0f} s")
        return code


def shots_of(name: str) -> str:
    """Pictures of the tour lie apart for each database."""
    return str(Path(os.environ.get("KOKOAAN_SHOTS", "build/screenshots")).absolute() / name.lower())


def main() -> int:
    folder = programs()
    if folder is None:
        say(
            "PostgreSQL is not installed here (no initdb found), so the suite runs on SQLite only. "
            "To run both: apt-get install postgresql"
        )
        with Suite("SQLite", "") as alone:
            return alone.code()
    say("The suite on SQLite; beside it the same on PostgreSQL, which is shown at the end")
    with (
        tempfile.TemporaryDirectory() as logs,
        private_server(folder) as database,
        Suite("SQLite", "") as first,
        Suite("PostgreSQL", database, Path(logs) / "postgres.log") as second,
    ):
        return max(abs(first.code()), abs(second.code()))


if __name__ == "__main__":
    sys.exit(main())
