"""A private PostgreSQL for one test run: its own folder, its own socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps the server's programs outside PATH.
PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/pgsql/bin")]
# A throw-away database may lose everything: durability is switched off for speed.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses='' -c max_connections=50"


def programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, or None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "pg_ctl").exists():
        return Path(found).resolve().parent
    return next((place for place in PLACES if (place / "initdb").exists()), None)


def as_owner(folder: Path, command: list[str]) -> None:
    """Run a PostgreSQL program; it refuses to run as root, so root hands the folder to nobody or postgres."""
    if os.geteuid() == 0:
        owner = "postgres" if shutil.which("runuser") and user_exists("postgres") else "nobody"
        shutil.chown(folder, owner)
        command = ["runuser", "-u", owner, "--", *command]
    # To a file, not a pipe: the server inherits the handle and would keep a pipe open.
    with (folder.parent / f"{folder.name}.log").open("ab") as log:
        subprocess.run(command, check=True, stdout=log, stderr=log, cwd=folder)


def user_exists(name: str) -> bool:
    return any(line.startswith(f"{name}:") for line in Path("/etc/passwd").read_text().splitlines())


@contextmanager
def private_server(bin_folder: Path, kept: Path | None = None) -> Iterator[str]:
    """Start a server and yield the address of its database; stop it at the end.

    Its folder is made for it and removed at the end; one that is `kept` stays, and serves again what it held.
    """
    folder = kept or Path(tempfile.mkdtemp(prefix="kokoaan-pg-"))
    folder.mkdir(exist_ok=True)
    data, how = folder / "data", "fast" if kept else "immediate"
    try:
        if not data.exists():
            made = ["-D", str(data), "-U", "kokoaan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
            as_owner(folder, [f"{bin_folder}/initdb", *made])
        options = f"{FAST} -k {folder}"
        as_owner(folder, [f"{bin_folder}/pg_ctl", "-D", str(data), "-o", options, "-w", "-t", "60", "start"])
        try:
            yield f"postgres://kokoaan@/postgres?host={folder}"
        finally:
            as_owner(folder, [f"{bin_folder}/pg_ctl", "-D", str(data), "-m", how, "-w", "stop"])
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_name(f"{folder.name}.log").unlink(missing_ok=True)
