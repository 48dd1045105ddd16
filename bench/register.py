"""How long the register's pages take with many rows, beside Wagtail's stock list of the same rows in the same run.

    .venv/bin/python -m bench.register [--scales 10 100] [--databases sqlite postgres] [--times 30] [--only suggest]

A scale of 100 is 100,000 organisations, 300,000 ties and 100,000 contacts, made up (bench/register_rows.py) in a
scratch house of its own. Asked by Django's test client through all middleware, as a signed-in coordinator: server time
from the request to the rendered page. Queries are counted in a run apart; memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import private_server, programs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--only", default="", help="measure only what holds this word")
    parser.add_argument(
        "--keep",
        default="",
        help="a folder in which the houses stay, to be measured again (a short path: PostgreSQL's socket lies in it)",
    )
    parser.add_argument("--inside", choices=["fill", "static", "measure"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside == "fill":
        inside_fill(given.scales[0])
    elif given.inside == "static":
        inside_static()
    elif given.inside == "measure":
        inside_measure(given.times, given.only)
    else:
        outside(given)


def outside(given: argparse.Namespace) -> None:
    sys.stdout.write(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores\n")
    for database in given.databases:
        for scale in given.scales:
            with house(database, scale, given.keep) as environ:
                load = os.getloadavg()[0]
                sys.stdout.write(f"\n## {database}, {scale},000 organisations and contacts, load {load:.1f}\n\n")
                sys.stdout.flush()
                ask(environ | {"KOKOAAN_DEBUG": "1"}, "fill", "--scales", str(scale))
                ask(environ, "static")
                ask(environ, "measure", "--times", str(given.times), "--only", given.only)


def ask(environ: dict[str, str], inside: str, *more: str) -> None:
    command = [sys.executable, "-m", "bench.register", "--inside", inside, *more]
    subprocess.run(command, check=True, env={**os.environ, **environ})  # noqa: S603 - our own command line


@contextmanager
def house(database: str, scale: int, keep: str) -> Iterator[dict[str, str]]:
    """What tells a process which house is meant: a folder and a database of its own."""
    with tempfile.TemporaryDirectory(prefix="kokoaan-register-") as scratch:
        var = Path(keep) / f"{database}-{scale}" if keep else Path(scratch)
        var.mkdir(parents=True, exist_ok=True)
        environ = {"KOKOAAN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "kokoaan.settings"}
        environ |= {"KOKOAAN_SECRET_KEY": "x" * 60, "KOKOAAN_DEBUG": "0", "KOKOAAN_HOSTS": "testserver"}
        if database == "sqlite":
            yield environ | {"KOKOAAN_DATABASE": f"sqlite:///{var}/kokoaan.sqlite3"}
            return
        folder = programs()
        if folder is None:
            raise SystemExit("PostgreSQL is not installed here: apt-get install postgresql")
        with private_server(folder, (var / "postgres").resolve() if keep else None) as address:
            yield environ | {"KOKOAAN_DATABASE": address}


def inside_fill(scale: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from kokoaan.places.gazetteer import load_gazetteer
    from kokoaan.places.models import Place

    call_command("migrate", verbosity=0, interactive=False)
    if not Place.objects.exists():
        load_gazetteer()
    from bench.register_rows import fill

    fill(scale * 1_000, scale * 3_000, scale * 1_000)


def inside_static() -> None:
    """Files under the names that they have outside debug mode."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def inside_measure(times: int, only: str) -> None:
    import django

    django.setup()
    from bench.register_pages import measure

    measure(times, only)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    sys.stdout.write(f"\nMost memory of the process: {most:.0f} MB\n")


if __name__ == "__main__":
    main()
