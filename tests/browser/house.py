"""A whole house, served as `make run` serves it: real starter, real index, demo accounts, a database of its own."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent.parent
# Tables, 69,000 places, practices and their vectors: a minute; a busy machine takes its time.
PATIENCE = 600.0


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """One served house in a folder of its own. It is made ready in the background; `wait` waits for it."""

    def __init__(self, database: str = "", *, as_in_production: bool = False) -> None:
        self.var = Path(tempfile.mkdtemp(prefix="kokoaan-house-"))
        self.server = database if database.startswith("postgres") else ""
        self.database = self.new_database() if self.server else f"sqlite:///{self.var}/kokoaan.sqlite3"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.var / "house.log"
        self.process = self.start(as_in_production)

    def new_database(self) -> str:
        name = f"kokoaan_house_{uuid.uuid4().hex[:12]}"
        self.on_server(f'CREATE DATABASE "{name}"')
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    def on_server(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self, as_in_production: bool) -> subprocess.Popen[bytes]:
        environ = {**os.environ, "KOKOAAN_DEBUG": "1", "KOKOAAN_VAR": str(self.var), "KOKOAAN_DATABASE": self.database}
        # One core is left to those who wait for the house.
        environ["KOKOAAN_EMBEDDER_THREADS"] = "1"
        kokoaan = f"{shlex.quote(sys.executable)} -m kokoaan.command"
        mode = f"env KOKOAAN_DEBUG=0 KOKOAAN_SECRET_KEY={secrets.token_hex(32)} " if as_in_production else ""
        run = f"exec {mode}{kokoaan} run {'' if as_in_production else '--local'} --port {self.port} --workers 1"
        # Served when the vectors are made: before, words alone would rank the answers.
        steps = f"{kokoaan} prepare --local && {kokoaan} work --once && {run}"
        with self.log.open("wb") as log:
            return subprocess.Popen(
                ["sh", "-c", steps],
                env=environ,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Return when the house answers. Raises RuntimeError with its log when it does not come up."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last and self.process.poll() is None:
            if self.answers():
                return
            time.sleep(0.3)
        raise RuntimeError(f"The house did not come up:\n{self.log.read_text()[-4000:]}")

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/en/", timeout=30) as answer:  # noqa: S310 (our own address)
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Stop all its processes and forget its data. Twice changes nothing."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.process.kill()
        # A child that outlives the others would write into a folder that is gone.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.server and self.var.exists():
            name = urlsplit(self.database).path.removeprefix("/")
            self.on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(self.var, ignore_errors=True)


@contextmanager
def served() -> Iterator[str]:
    """A house on SQLite, served as in production, for as long as it is needed: its address."""
    house = House(as_in_production=True)
    try:
        house.wait()
        yield house.url
    finally:
        house.stop()
