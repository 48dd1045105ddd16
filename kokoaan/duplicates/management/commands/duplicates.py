from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from kokoaan.duplicates.finding import find_pairs
from kokoaan.duplicates.kinds import KINDS, Comparable


class Command(BaseCommand):
    help = "Look through whole registers for records that may be the same; people see them under Possible duplicates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="*", choices=[*KINDS, []], help="what to look through (all)")
        parser.add_argument("--quiet", action="store_true", help="show no progress")

    def handle(self, *, kind: list[str], quiet: bool, **options: Any) -> None:
        for name in kind or KINDS:
            begun = perf_counter()
            count = KINDS[name].model.objects.count()
            found = find_pairs(KINDS[name], progress_of(KINDS[name], count, quiet=quiet))
            seconds = perf_counter() - begun
            self.stdout.write(f"{name}: {count} compared in {seconds:.1f} s, {found} pairs may be the same")


def progress_of(kind: Comparable, count: int, *, quiet: bool) -> Any:
    label = str(kind.model._meta.verbose_name_plural)

    def progress(chunks: Iterable[list[Any]]) -> Iterator[list[Any]]:
        with tqdm(total=count, desc=label, unit="record", disable=quiet or None, leave=False) as bar:
            for rows in chunks:
                yield rows
                bar.update(len(rows))

    return progress
