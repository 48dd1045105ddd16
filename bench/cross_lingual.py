"""Sentences asked in one language that must find themselves in another: by words, by meaning, and by the search itself.

    python -m bench.cross_lingual FILE [--most N] [--to en fi …]

FILE is a JSON list of rows that say the same in several languages: [{"id": …, "en": "…", "fi": "…"}, …]; `id` is not
needed. For each language of `--to` (all of the file, English first) a house is made that holds that language's texts
and nothing else, no vocabulary but what comes with Kokoaan, and is gone afterwards. English texts are asked for in
every other language, others in English (in every other language, where the file has no English). Texts that stand
twice are right twice. R@1, R@10 and MRR@10.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from bench.scratch import index_house, open_house

Row = dict[str, str]


def rows_of(file: Path, most: int | None) -> list[Row]:
    """The texts of each row by language; what is no text is left out."""
    rows = json.loads(file.read_text(encoding="utf-8"))[:most]
    texts = ({lang: text for lang, text in row.items() if lang != "id" and isinstance(text, str)} for row in rows)
    return [{lang: text for lang, text in row.items() if text.strip()} for row in texts]


def languages(rows: Sequence[Row]) -> list[str]:
    """Every language that some row has, English first."""
    found = dict.fromkeys(lang for row in rows for lang in row)
    return sorted(found, key=lambda lang: lang != "en")


def fill(rows: Sequence[Row], lang: str) -> None:
    """Make the house hold the texts in lang, and no others."""
    from kokoaan.lib.text import text
    from kokoaan.projects.models import Project
    from kokoaan.records.models import Snapshot
    from kokoaan.search.models import Vector

    Project.objects.all().delete()
    Vector.objects.all().delete()
    shot, _ = Snapshot.objects.get_or_create(source="bench", digest="0" * 64)
    Project.objects.bulk_create(
        Project(source="bench", key=str(number), snapshot=shot, summary=text(**{lang: row[lang]}))
        for number, row in enumerate(rows)
        if lang in row
    )


def measure(rows: Sequence[Row], asked_in: str, to: str) -> None:
    from bench.ways import WAYS

    same: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(rows):
        same[row.get(to, "")].add(f"bench:{number}")
    both = [row for row in rows if asked_in in row and to in row]
    for name, ask in WAYS.items() if both else ():
        begun = time.perf_counter()
        ranks = [rank(ask(row[asked_in], asked_in), same[row[to]]) for row in both]
        each = (time.perf_counter() - begun) / len(both) * 1000
        ones, tens = mean(one == 1 for one in ranks), mean(one <= 10 for one in ranks)
        print(
            f"{asked_in} → {to}  {name:<10} R@1 {ones:.3f}  R@10 {tens:.3f}  "
            f"MRR {mean(1 / one for one in ranks):.3f}   {len(both)} asked, {each:.0f} ms each",
            flush=True,
        )


def rank(found: Sequence[str], right: set[str]) -> float:
    return next((place for place, key in enumerate(found, 1) if key in right), float("inf"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Sentences that must find themselves in another language.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--most", type=int, help="this many rows only")
    parser.add_argument("--to", nargs="+", metavar="LANGUAGE", help="languages of the texts that are to be found")
    options = parser.parse_args()
    rows = rows_of(options.file, options.most)
    langs = languages(rows)
    with tempfile.TemporaryDirectory() as folder:
        open_house(Path(folder))
        for to in options.to or langs:
            fill(rows, to)
            index_house(Path(folder))
            others = [lang for lang in langs if lang != to]
            for asked_in in others if to == "en" or "en" not in langs else ["en"]:
                measure(rows, asked_in, to)


if __name__ == "__main__":
    main()
