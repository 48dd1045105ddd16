"""How fast sources come in, what share of their rows gets a place, and how large the database is.

    KOKOAAN_VAR=/tmp/bench python -m bench.sources DATA [--times N]

DATA is a folder with keep/, urbact/, cordis/, cases/, networks/, ties/ and vocab/. The database below KOKOAAN_VAR must
be migrated and hold the gazetteer (kokoaan prepare). Speed is that of the CORDIS bundle: read, resolved and swapped.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
django.setup()

from django.db import connection  # noqa: E402

from kokoaan.places.names import Resolver  # noqa: E402
from kokoaan.sources import finding, reporting  # noqa: E402
from kokoaan.sources.registry import SOURCES  # noqa: E402
from kokoaan.sources.runner import Report, Wishes, fetch  # noqa: E402

FOLDERS = {
    "keep-eu": "keep",
    "urbact": "urbact",
    "cordis": "cordis",
    "jrc": "cases",
    "city-networks": "networks",
    "twin-towns": "ties",
    "yso": "vocab",
}


def bring_in(key: str, folder: Path, resolver: Resolver) -> Report:
    source = SOURCES[key]
    begun, busy = time.perf_counter(), time.process_time()
    report = fetch(source, finding.find_files(source, folder), wishes=Wishes(again=True, quiet=True), resolver=resolver)
    wall, cpu = time.perf_counter() - begun, time.process_time() - busy
    rows = {one.name: len(one.rows) for one in report.differences if one.rows}
    written = sum(len(one.to_write) for one in report.differences)
    print(f"{key}: {rows}, {written} written in {wall:.1f} s (processor {cpu:.1f} s) {report.seconds}")
    if participations := rows.get("participations"):
        rates = [f"{participations / seconds:,.0f}" for seconds in (wall, cpu)]
        print("  {} participations a second by the clock, {} by the processor".format(*rates))
    for name, (placed, total) in reporting.shares(report).items():
        print(f"  {name}: {placed} of {total} placed ({100 * placed / total:.1f} %)")
    return report


def size() -> float:
    if connection.vendor == "sqlite":
        return float(Path(str(connection.settings_dict["NAME"])).stat().st_size) / 1e6
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0]) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=sorted(FOLDERS))
    parser.add_argument(
        "--times", type=int, default=1, help="again and again: from the second time places are in memory"
    )
    args = parser.parse_args()
    resolver = Resolver()
    for _ in range(args.times):
        for key, folder in FOLDERS.items():
            if args.only in (None, key):
                bring_in(key, args.data / folder, resolver)
    print(f"database: {size():.0f} MB ({connection.vendor})")


if __name__ == "__main__":
    main()
