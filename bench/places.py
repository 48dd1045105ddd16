"""How long the gazetteer takes to load, how fast and how many towns resolve.

    .venv/bin/python -m bench.places [--keep keep_closed_1420.xlsx] [--cordis cordis-FP7projects-csv.zip]

Works in a database of its own, gone afterwards; KOKOAAN_DATABASE names another (it must be empty).
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import resource
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
Row = tuple[str, str, str]


def timed(title: str, act: Callable[[], T]) -> T:
    begun, processor = time.perf_counter(), time.process_time()
    result = act()
    print(f"{title}: {time.perf_counter() - begun:.1f} s ({time.process_time() - processor:.1f} s of one core)")
    return result


def keep_rows(path: Path) -> list[Row]:
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True)["Partners"].iter_rows(values_only=True)
    header = next(sheet)
    columns = [header.index(name) for name in ("Town", "Country code", "NUTS3 (or equivalent)")]
    cells = [[str(row[at] or "") if at < len(row) else "" for at in columns] for row in sheet]
    return [(town, country[:2], region) for town, country, region in cells]


def cordis_rows(path: Path) -> list[Row]:
    with zipfile.ZipFile(path).open("organization.csv") as file:
        rows = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig"), delimiter=";")
        return [(row["city"], row["country"], row["nutsCode"]) for row in rows]


def measure(title: str, rows: list[Row]) -> None:
    from kokoaan.places.resolver import Resolver

    resolver = Resolver()
    timed(f"{title}: names of the countries read, regions learnt", lambda: resolver.learn_regions(rows))

    def resolve() -> list[int | None]:
        return [resolver.resolve(town, country, region=region).place_id for town, country, region in rows]

    found = timed(f"{title}: {len(rows):,} rows resolved, the first time", resolve)
    timed(f"{title}: again, from memory", resolve)
    reasons = Counter(resolver.resolve(town, country, region=region).reason for town, country, region in rows)
    print(f"{title}: {sum(key is not None for key in found) / len(rows):.1%} of rows have a place")
    for reason, count in reasons.most_common(8):
        print(f"    {count:7,}  {reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--cordis", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"KOKOAAN_VAR": var, "KOKOAAN_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "kokoaan.settings"}
        run(options.keep, options.cordis)


def run(keep: Path | None, cordis: Path | None) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from kokoaan.places.gazetteer import load_gazetteer

    call_command("migrate", verbosity=0)
    first = timed("Gazetteer loaded", lambda: load_gazetteer(quiet=True))
    again = timed("Loaded again", lambda: load_gazetteer(quiet=True))
    print(
        f"{len(first.places):,} places and {len(first.names):,} names; the second time {len(again)} rows were written"
    )
    if keep:
        measure("keep.eu", keep_rows(keep))
    if cordis:
        measure("CORDIS", cordis_rows(cordis))
    print(f"Most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
