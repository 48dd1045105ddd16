"""What the finder answers to the twenty Helsinki needs of helsinki_needs.tsv, for judging by hand.

    KOKOAAN_VAR=… .venv/bin/python -m bench.helsinki_needs [--json FILE] [--as USERNAME] [--limit 5]

Each need is asked from Helsinki in both orders; the answers are told in English, with all their sentences and passages,
so that whoever judges them reads what an expert would read. The verdicts are in helsinki_judged.tsv: with --check their
answers are held against those of today, and what has changed since the judging is said.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

HERE = Path(__file__).parent
NEEDS, JUDGED = HERE / "helsinki_needs.tsv", HERE / "helsinki_judged.tsv"
LANG = "en"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def answers(username: str | None, limit: int) -> Iterator[dict[str, Any]]:
    """Yield each need's answer in each order, with the need's id, best place to look and a reading for people."""
    from django.utils import translation

    from kokoaan.finder.finding import Question, ask
    from kokoaan.finder.matches import Order
    from kokoaan.finder.telling import as_json, as_text
    from kokoaan.finder.us import us_named
    from kokoaan.people.asker import asker

    user = asker(username)
    us = us_named("Helsinki", user)
    with translation.override(LANG):
        for need in rows(NEEDS):
            for order in Order:
                answer = ask(Question(need["need"], us, order=order, limit=limit), user)
                more = {"id": need["id"], "best": need["best answered"], "text": as_text(answer, explain=True)}
                yield {**as_json(answer), **more}


def printed(found: list[dict[str, Any]]) -> None:
    for one in found:
        print(f"## {one['id']} · {one['order']} · {one['best']} · {one['need']}\n\n{one['text']}\n")


def changes(found: list[dict[str, Any]]) -> Iterator[str]:
    """Say which answers are no longer those that were judged."""
    now = {(one["id"], one["order"], str(match["rank"])): match["title"] for one in found for match in one["matches"]}
    for judged in rows(JUDGED):
        key = judged["id"], judged["order"], judged["rank"]
        if now.get(key) != judged["answer"]:
            yield f"{' '.join(key)}: {judged['answer']} was judged, {now.get(key, 'nobody')} is answered now"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the answers here too")
    parser.add_argument("--as", dest="username", help="who asks (default: a visitor)")
    parser.add_argument("--limit", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="only say what is not as it was judged")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    django.setup()
    found = list(answers(arguments.username, arguments.limit))
    if arguments.json:
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    if arguments.check:
        print("\n".join(changes(found)) or "All answers are those that were judged.")
    else:
        printed(found)


if __name__ == "__main__":
    main()
