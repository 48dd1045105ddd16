from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from tqdm import tqdm

from kokoaan.finder.batch import DEPTH, Asked, checked_text, read_keys, read_needs, run_lines, write_run
from kokoaan.finder.errors import BadNeed
from kokoaan.finder.finding import Question, ask, runs
from kokoaan.finder.matches import Order
from kokoaan.finder.telling import as_json, as_text
from kokoaan.finder.us import us_named
from kokoaan.finder.wishes import Wanted, Where
from kokoaan.lib.text import LANGUAGES
from kokoaan.people.asker import asker
from kokoaan.places.gazetteer import take_in
from kokoaan.places.models import Place
from kokoaan.places.sizes import Size
from kokoaan.search.folders import IndexTrouble


class Command(BaseCommand):
    help = "Rank partners for a need, with the evidence in sentences. In Finnish, Swedish or English."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("need", nargs="?", default="", help="what you look for, in your own words")
        parser.add_argument("--from", dest="us", metavar="US", help="who we are: a place or an organisation")
        parser.add_argument(
            "--order", choices=list(Order), default=Order.LIKELY, help="likely: who would join; fresh: who knows most"
        )
        parser.add_argument("--kind", choices=Wanted.values, default=Wanted.ALL, help="what to rank (all)")
        parser.add_argument("--where", choices=Where.values, default=Where.WORLD, help="where to look (world)")
        parser.add_argument("--size", choices=Size.values, default=Size.ANY, help="how large a place (any)")
        parser.add_argument("--unusual", action="store_true", help="not our usual ones")
        parser.add_argument("--limit", type=int, default=10, help="how many (10)")
        parser.add_argument("--as", dest="username", metavar="USERNAME", help="who asks (default: a visitor)")
        parser.add_argument("--lang", choices=LANGUAGES, help="the language to answer in (the need's, else English)")
        parser.add_argument("--explain", action="store_true", help="show the points of each sentence")
        parser.add_argument("--json", action="store_true", help="answer for programs")
        parser.add_argument("--batch", metavar="FILE", type=Path, help='a file of needs: {"id", "from", "text"} a line')
        parser.add_argument("--run", metavar="FILE", type=Path, help="where to write the TREC run of --batch")
        parser.add_argument("--exclude-keys", metavar="FILE", type=Path, help="source keys to leave out, one a line")

    def handle(self, *, batch: Path | None, **options: Any) -> None:
        try:
            if batch is None:
                self.find(**options)
            else:
                self.find_many(batch, options["run"], options["exclude_keys"])
        except BadNeed as error:
            raise CommandError(str(error), returncode=2) from error
        except IndexTrouble as trouble:
            raise CommandError(str(trouble)) from trouble

    def find(self, *, need: str, us: str | None, **options: Any) -> None:
        if options["limit"] < 1:
            raise BadNeed("--limit must be 1 or more.")
        if options["run"] or options["exclude_keys"]:
            raise BadNeed("--run and --exclude-keys go with --batch FILE.")
        user = asker(options["username"])
        text = checked_text(need)
        with translation.override(options["lang"] or "en"):
            question = Question(
                text,
                us_named(us, user) if us else None,
                order=Order(options["order"]),
                wanted=Wanted(options["kind"]),
                limit=options["limit"],
                where=Where(options["where"]),
                size=Size(options["size"]),
                unusual=options["unusual"],
            )
            answer = ask(question, user)
            if options["json"]:
                self.stdout.write(json.dumps(as_json(answer), ensure_ascii=False))
            else:
                self.stdout.write(as_text(answer, explain=options["explain"]))

    def find_many(self, path: Path, run: Path | None, keys: Path | None) -> None:
        if run is None:
            raise BadNeed("Say where to write the run: --run FILE.")
        needs = read_needs(path)
        check_places(path, needs)
        without = read_keys(keys) if keys else frozenset()
        asked = [(need.text, need.place) for need in needs]
        ranked = tqdm(runs(asked, DEPTH, without), total=len(needs), unit="need", desc="Ranking", file=self.stderr)
        lines = [line for need, places in zip(needs, ranked, strict=True) for line in run_lines(need.id, places)]
        write_run(run, lines)
        self.stdout.write(f"{len(needs)} needs ranked into {run}.")


def check_places(path: Path, needs: list[Asked]) -> None:
    """Take in small places that are not among ours yet; raise BadNeed for one that nobody knows."""
    wanted = {need.place for need in needs}
    missing = wanted - set(Place.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing:
        take_in(missing)
        missing -= set(Place.objects.filter(pk__in=missing).values_list("pk", flat=True))
    for number, need in enumerate(needs, 1):
        if need.place in missing:
            raise BadNeed(
                f"{path}, need {number} ({need.id}): “from” is {need.place}, which is no GeoNames id of a known place."
            )
