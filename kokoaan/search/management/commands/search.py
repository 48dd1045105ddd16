from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokoaan.people.asker import asker
from kokoaan.search.folders import IndexTrouble
from kokoaan.search.kinds import KINDS
from kokoaan.search.searching import Hit, search


class Command(BaseCommand):
    help = "Search everything that a person may see: by words, by meaning, in Finnish, Swedish and English."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--as", dest="username", metavar="USERNAME", help="who asks (default: a visitor)")
        parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind (may be repeated)")
        parser.add_argument("--lang", help="the language of the query, where it is known: fi, sv, en, …")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--offset", type=int, default=0)
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, query: str, username: str | None, **options: Any) -> None:
        if not query.strip():
            raise CommandError("The query is empty. Say what you look for.", returncode=2)
        if options["limit"] < 1 or options["offset"] < 0:
            raise CommandError("--limit must be 1 or more, --offset 0 or more.", returncode=2)
        kinds, lang, limit, offset = options["kind"], options["lang"], options["limit"], options["offset"]
        try:
            page = search(query, asker(username), kinds=kinds, lang=lang, limit=limit, offset=offset)
        except IndexTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        if options["json"]:
            self.stdout.write(json.dumps(asdict(page), ensure_ascii=False))
            return
        for number, hit in enumerate(page.hits, offset + 1):
            self.stdout.write(shown(number, hit))
        self.stdout.write(f"{page.total:,} found." if page.total else "Nothing found.")


def shown(number: int, hit: Hit) -> str:
    lines = [f"{number:>3}  {hit.title}  ({hit.kind} {hit.key})"]
    if hit.passage:
        lines.append(f"     {hit.passage.emphasised()}")
    return "\n".join(lines)
