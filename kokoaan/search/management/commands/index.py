from __future__ import annotations

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kokoaan.search import vectors
from kokoaan.search.folders import IndexTrouble, writing
from kokoaan.search.indexing import count_everything, rebuild
from kokoaan.search.meaning import EmbedderTrouble, embedder
from kokoaan.search.pending import count_pending, embed_some


class Command(BaseCommand):
    help = (
        "Rebuild the search index from the database: the words of everything, then the meaning of the texts of "
        "projects, networks and notes. Stopped half-way, it goes on where it was; nothing is embedded twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--words-only", action="store_true", help="leave embedding to `kokoaan work`")

    def handle(self, *, words_only: bool, verbosity: int, **options: Any) -> None:
        try:
            self.words(quiet=verbosity == 0)
            if not words_only:
                self.meaning(quiet=verbosity == 0)
            with writing(wait=60):
                vectors.write_file(embedder().name)
        except (IndexTrouble, EmbedderTrouble) as trouble:
            raise CommandError(str(trouble)) from trouble

    def words(self, *, quiet: bool) -> None:
        begun = monotonic()
        with tqdm(total=count_everything(), desc="words", unit=" rows", disable=quiet, mininterval=0.5) as bar:
            count = rebuild(bar.update)
        self.stdout.write(f"Indexed the words of {count:,} documents in {monotonic() - begun:.1f} s.")

    def meaning(self, *, quiet: bool) -> None:
        begun, todo = monotonic(), count_pending()
        with tqdm(total=todo, desc="meaning", unit=" passages", disable=quiet, mininterval=0.5) as bar:
            while done := embed_some():
                bar.update(done)
        self.stdout.write(f"Embedded {todo:,} passages in {monotonic() - begun:.1f} s.")
