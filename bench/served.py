"""A house served as in production, for one measurement: one web process, no background work, no debug mode."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

PASSWORD = "kokoaan-demo"  # noqa: S105 - that of the demo accounts
PATIENCE = 180.0


@contextmanager
def served() -> Iterator[str]:
    """Yield the address of the house below KOKOAAN_VAR, which `kokoaan prepare --local` has made ready."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error"]
    command += ["kokoaan.wsgi:application"]
    # A measurement may be run in debug mode; what it measures is not.
    environ = {name: value for name, value in os.environ.items() if name != "KOKOAAN_DEBUG"}
    environ |= {"DJANGO_SETTINGS_MODULE": "kokoaan.settings", "KOKOAAN_SECRET_KEY": secrets.token_urlsafe(50)}
    collect = [sys.executable, "-m", "kokoaan.command", "django", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, env=environ, check=True)  # noqa: S603 - our own command line
    process = subprocess.Popen(command, env=environ)  # noqa: S603 - our own command line
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(base)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(base: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            httpx.get(f"{base}/account/login/", timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.5)
    raise SystemExit(f"The server at {base} did not answer within {PATIENCE:.0f} s.")


def signed_in(base: str, username: str) -> httpx.Client:
    """A client with the session of a demo account."""
    client = httpx.Client(base_url=base, timeout=PATIENCE, follow_redirects=True)
    page = client.get("/account/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise SystemExit("The sign-in page has no form.")
    given = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    client.post("/account/login/", data=given, headers={"Referer": base}).raise_for_status()
    return client
