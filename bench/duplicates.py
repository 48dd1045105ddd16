"""How well and how fast possible duplicates are found, beside plain WRatio on folded names in the same run.

    KOKOAAN_VAR=… KOKOAAN_DEBUG=1 .venv/bin/python -m bench.duplicates DATA [--count 10000] [--peer 4000]

DATA is a folder with cordis/ and gazetteer/. A copy of the house (its places) is filled with organisations: names of
CORDIS participants; a tenth of them once more with a slip, in another order, with a legal form, or in capitals; and
cities of CLDR, each as a body in English, Swedish and Finnish. What else is found among the names of CORDIS is not
judged here, since some are true duplicates: a sample is printed to be read.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import resource
import shutil
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SHARE, SAMPLE = 0.1, 15


def cordis_names(data: Path, count: int, chance: random.Random) -> list[str]:
    with zipfile.ZipFile(data / "cordis/cordis-FP7projects-csv.zip") as packed:
        text = io.TextIOWrapper(packed.open("organization.csv"), encoding="utf-8-sig")
        names = sorted({row["name"].strip() for row in csv.DictReader(text, delimiter=";")})
    long = [name for name in names if 12 <= len(name) <= 120 and " " in name]
    return chance.sample(long, min(count, len(long)))


def varied(name: str, chance: random.Random) -> tuple[str, str]:
    """The name as somebody else may have written it, and what was done to it."""
    way = chance.choice(["slip", "order", "form", "capitals"])
    if way == "slip":
        at = chance.randrange(1, len(name) - 2)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :], way
    if way == "order":
        first, _space, rest = name.partition(" ")
        return f"{rest}, {first}", way
    return (f"{name} Ltd", way) if way == "form" else (name.upper() if name != name.upper() else name.lower(), way)


def cities(data: Path) -> list[tuple[str, str, str]]:
    with (data / "gazetteer/cldr48_exemplar_cities_fi_sv_en.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    whole = [row for row in rows if row["fi"] and row["sv"] and row["en"]]
    named = [row for row in whole if len({row["fi"], row["sv"], row["en"]}) > 1 and "/" in row["zone"]]
    return [(f"City of {row['en']}", f"{row['sv']} stad", f"Kaupunki {row['fi']}") for row in named]


def bodies(data: Path, count: int) -> tuple[list[str], dict[frozenset[int], str]]:
    """All names, and which of them (by their places in the list) are one, with how they differ."""
    chance = random.Random(1)  # noqa: S311 (a sample, not a secret)
    names = cordis_names(data, int(count * (1 - SHARE)), chance)
    truth: dict[frozenset[int], str] = {}
    for at, name in enumerate(names[: int(count * SHARE)]):
        other, way = varied(name, chance)
        truth[frozenset({at, len(names)})] = way
        names.append(other)
    for three in cities(data):
        here = len(names)
        names += three
        truth |= {frozenset({here + a, here + b}): "language" for a, b in ((0, 1), (0, 2), (1, 2))}
    return names, truth


def report(title: str, found: set[frozenset[int]], truth: dict[frozenset[int], str], seconds: float) -> None:
    print(f"\n{title}: {seconds:.1f} s, {len(found)} pairs")
    for way in sorted(set(truth.values())):
        wanted = {pair for pair, one in truth.items() if one == way}
        print(f"  {way:<9} recall {len(wanted & found) / len(wanted):.3f} of {len(wanted)}")
    ours = {at for pair in truth for at in pair}
    touching = {pair for pair in found if pair & ours}
    print(f"  precision among pairs with a varied name {len(touching & truth.keys()) / max(1, len(touching)):.3f}")
    print(f"  pairs of CORDIS names alone, not judged {len(found) - len(touching)}")


def peer(names: list[str], truth: dict[frozenset[int], str], least: int) -> None:
    import numpy as np
    from rapidfuzz import fuzz, process

    from kokoaan.lib.fold import fold

    folded, begun = [fold(name) for name in names], time.perf_counter()
    found: set[frozenset[int]] = set()
    for at in range(0, len(folded), 500):
        scores = process.cdist(
            folded[at : at + 500], folded, scorer=fuzz.WRatio, score_cutoff=least, dtype=np.uint8, workers=1
        )
        found |= {frozenset({int(a) + at, int(b)}) for a, b in zip(*np.nonzero(scores), strict=True) if a + at != b}
    report(f"WRatio ≥ {least} on {len(names)} folded names, all pairs", found, truth, time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast possible duplicates are found.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--peer", type=int, default=4_000, help="so many names are compared by WRatio, all with all")
    asked = parser.parse_args()
    house = Path(os.environ["KOKOAAN_VAR"])
    with tempfile.TemporaryDirectory() as copy:
        shutil.copy(house / "kokoaan.sqlite3", copy)
        os.environ["KOKOAAN_VAR"] = copy
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
        measure(asked.data, asked.count, asked.peer)


def measure(data: Path, count: int, peer_count: int) -> None:
    import django

    django.setup()
    from kokoaan.duplicates.finding import find_pairs
    from kokoaan.duplicates.kinds import KINDS
    from kokoaan.duplicates.models import Pair
    from kokoaan.organisations.models import Organisation
    from kokoaan.people.models import Circle, Unit
    from kokoaan.records.models import Outbox
    from kokoaan.search.engine import rebuild
    from kokoaan.search.folders import writing
    from kokoaan.search.kinds import KINDS as DOCUMENTS

    names, truth = bodies(data, count)
    owner = Unit.objects.first() or Unit.objects.create(name={"en": {"text": "City"}})
    Outbox.objects.all().delete()
    rows = [Organisation(name=name[:300], owner=owner, circle_id=Circle.EVERYONE) for name in names]
    for row in rows:
        row.derive()
    Organisation.objects.bulk_create(rows, batch_size=500)
    with writing():
        rebuild(DOCUMENTS["organisation"].all())
    at_of = {row.uid: at for at, row in enumerate(rows)}
    begun, busy = time.perf_counter(), time.process_time()
    find_pairs(KINDS["organisation"])
    seconds = time.perf_counter() - begun
    print(f"processor time {time.process_time() - busy:.1f} s")
    pairs = Pair.objects.filter(kind="organisation")
    found = {frozenset({at_of[p.low], at_of[p.high]}) for p in pairs if {p.low, p.high} <= at_of.keys()}
    report(f"Kokoaan on {len(names)} names, by the index", found, truth, seconds)
    print(f"  most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    one_by_one(rows)
    ours = {at for pair in truth for at in pair}
    others = sorted(tuple(sorted(pair)) for pair in found if not pair & ours)
    for a, b in random.Random(2).sample(others, min(SAMPLE, len(others))):  # noqa: S311
        print(f"  not judged: {names[a]} | {names[b]}")
    people(names, owner)
    some, known = few(names, truth, peer_count)
    for least in (86, 90, 95):
        peer(some, known, least)


def few(names: list[str], truth: dict[frozenset[int], str], count: int) -> tuple[list[str], dict[frozenset[int], str]]:
    """As many names, all that are one with another before the rest, numbered anew."""
    kept = sorted({at for pair in truth for at in pair})
    kept += [at for at in range(len(names)) if at not in set(kept)][: max(0, count - len(kept))]
    new = {at: place for place, at in enumerate(kept)}
    return [names[at] for at in kept], {frozenset(new[at] for at in pair): way for pair, way in truth.items()}


def one_by_one(rows: Sequence[Any]) -> None:
    """What is asked while a name is typed: by the clock, and by the processor, whose time others do not lengthen."""
    from kokoaan.duplicates.finding import likely_for
    from kokoaan.people.models import User

    user, clock, processor = User.objects.create_user("bench-duplicates"), [], []
    for row in rows[:120]:
        begun, busy = time.perf_counter(), time.process_time()
        likely_for(type(row)(name=row.name[:-1]), user)
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    for label, times in (("on the clock", sorted(clock[20:])), ("of the processor", sorted(processor[20:]))):
        print(f"  one record, as while typing, {label}: p50 {times[50]:.0f} ms, p95 {times[95]:.0f} ms")


def people(names: Sequence[str], owner: Any) -> None:
    """As many contacts, called by the first and the last word of a name: how long a register of people takes."""
    from kokoaan.duplicates.finding import find_pairs
    from kokoaan.duplicates.kinds import KINDS
    from kokoaan.organisations.models import Person
    from kokoaan.people.models import Circle
    from kokoaan.search.engine import rebuild
    from kokoaan.search.folders import writing
    from kokoaan.search.kinds import KINDS as DOCUMENTS

    parts = [name.split() for name in names]
    rows = [Person(given=p[0], family=p[-1][:100], owner=owner, circle_id=Circle.EVERYONE) for p in parts]
    for row in rows:
        row.derive()
    Person.objects.bulk_create(rows, batch_size=500)
    with writing():
        rebuild(DOCUMENTS["person"].all())
    begun, busy = time.perf_counter(), time.process_time()
    found = find_pairs(KINDS["person"])
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    print(f"\n{len(rows)} contacts: {seconds:.1f} s, {busy:.1f} s of the processor, {found} pairs")


if __name__ == "__main__":
    main()
