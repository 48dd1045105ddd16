"""Short Finnish and Swedish queries that must find English practices: by words, by meaning, by vocabulary, together.

    python -m bench.short_queries --data FOLDER [--queries FILE] [--yso FILE] [--keep FILE] [--house FOLDER] [--misses]

Makes a house of the JRC's cases, URBACT's networks and the starter's practices (with `--keep` also keep.eu's projects,
which are right for none), and with YSO where it is given; gone afterwards, unless `--house` says where to keep it.
FOLDER has cases/ and urbact/. Recall at 10 is the mean share of a query's right documents among the first ten; after
the stroke, the share of queries with at least one. The halves: queries with odd numbers, by which things were chosen,
and those with even ones.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.scratch import index_house, open_house, take

QUERIES = Path(__file__).with_name("short_queries.tsv")
# A document's key as the judges write it, and how it begins in the house: "jrc:7" is project "jrc:jrc:7".
SOURCES = {"jrc": "jrc:jrc:", "urbact": "urbact:urbact:", "starter": "starter:starter:"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the keys of all that is right for it."""

    id: str
    lang: str
    query: str
    right: frozenset[str]

    @property
    def half(self) -> str:
        return "odd" if int(self.id[-1]) % 2 else "even"


def judged(file: Path) -> list[Judged]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Judged(row["id"], row["language"], row["query"], frozenset(map(key, row["right"].split()))) for row in rows]


def key(written: str) -> str:
    source, _colon, rest = written.partition(":")
    return SOURCES[source] + rest


def fill(data: Path, yso: Path | None, keep: Path | None) -> None:
    from kokoaan.sources.connectors import starter

    take("starter", starter.FOLDER)
    take("urbact", data / "urbact")
    take("jrc", data / "cases")
    if yso:
        take("yso", yso)
    if keep:
        take("keep-eu", keep)


def figures(found: dict[str, list[str]], queries: Sequence[Judged]) -> str:
    shares = [len(one.right & set(found[one.id])) / len(one.right) for one in queries]
    return f"{mean(shares):.3f} / {mean(share > 0 for share in shares):.2f}"


def measure(queries: Sequence[Judged], *, with_misses: bool) -> None:
    from bench.ways import WAYS

    print(f"{'':<14}" + "".join(f"{lang} {half:<14}" for lang in langs(queries) for half in ("odd", "even", "all")))
    for name, ask in WAYS.items():
        begun = time.perf_counter()
        found = {one.id: ask(one.query, one.lang) for one in queries}
        each = (time.perf_counter() - begun) / len(queries) * 1000
        shown = [
            figures(found, [one for one in queries if one.lang == lang and half in (one.half, "all")])
            for lang in langs(queries)
            for half in ("odd", "even", "all")
        ]
        print(f"{name:<14}" + "".join(f"{figure:<17}" for figure in shown) + f"{each:.0f} ms each", flush=True)
        if with_misses and name == "together":
            print("\n".join(missed(one, found[one.id]) for one in queries if not one.right <= set(found[one.id])))


def missed(one: Judged, found: list[str]) -> str:
    return f"{one.id} {one.query}: without {', '.join(sorted(one.right - set(found)))}"


def langs(queries: Sequence[Judged]) -> list[str]:
    return list(dict.fromkeys(one.lang for one in queries))


def main() -> None:
    parser = argparse.ArgumentParser(description="Short queries that must find English practices.")
    parser.add_argument("--queries", type=Path, default=QUERIES)
    parser.add_argument("--data", type=Path, required=True, help="folder with cases/ and urbact/")
    parser.add_argument("--yso", type=Path, help="YSO's table, or its folder")
    parser.add_argument("--keep", type=Path, help="keep.eu's table, or its folder: more to choose among")
    parser.add_argument("--house", type=Path, help="keep the house here, to measure again")
    parser.add_argument("--misses", action="store_true", help="print what is not found")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.house or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if open_house(folder):
            fill(options.data, options.yso, options.keep)
            index_house(folder)
        measure(judged(options.queries), with_misses=options.misses)


if __name__ == "__main__":
    main()
