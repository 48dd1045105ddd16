"""kokoaan fetch: bring a source in."""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokoaan.sources import finding, listing, reporting
from kokoaan.sources.downloading import download
from kokoaan.sources.errors import DownloadFailed, SourceError
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.runner import Wishes, fetch
from kokoaan.sources.source import Source


class Command(BaseCommand):
    help = "Bring a source in: from its official address, or from a file or folder that you have."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", metavar="KEY", help=f"which source: {', '.join(SOURCES)}")
        parser.add_argument("--file", type=Path, metavar="PATH", help="a file, or the folder where the files lie")
        parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
        parser.add_argument(
            "--any-count", action="store_true", help="take the files though rows are fewer than expected"
        )
        parser.add_argument("--again", action="store_true", help="read the files though they have been loaded already")
        parser.add_argument("--list", action="store_true", help="list every source and how fresh it is")
        parser.add_argument(
            "--unresolved", action="store_true", help="print, as CSV, the rows without a place, and why"
        )
        parser.add_argument("--json", action="store_true", help="print the list or the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write(listing.as_json() if options["json"] else listing.as_table())
            return
        source = self.source(options["key"])
        if options["unresolved"]:
            # A reader such as `head` may have seen enough before the end.
            with suppress(BrokenPipeError):
                reporting.unresolved(source, self.stdout)
            return
        wishes = Wishes(
            dry_run=options["dry_run"],
            any_count=options["any_count"],
            again=options["again"],
            quiet=options["verbosity"] == 0,
        )
        try:
            report = self.bring_in(source, options["file"], wishes)
        except SourceError as error:
            raise CommandError(str(error), returncode=2) from None
        except DownloadFailed as error:
            raise CommandError(str(error), returncode=1) from None
        say = reporting.as_json if options["json"] else reporting.as_text
        self.stdout.write(say(source, report, dry_run=wishes.dry_run))

    def source(self, key: str | None) -> Source:
        if key not in SOURCES:
            named = f"There is no source “{key}”." if key else "Say which source."
            raise CommandError(f"{named} There are: {', '.join(SOURCES)}.", returncode=2)
        return SOURCES[key]

    def bring_in(self, source: Source, path: Path | None, wishes: Wishes) -> Any:
        if path is not None:
            return fetch(source, finding.find_files(source, path), url=str(path.absolute()), wishes=wishes)
        with download(source, quiet=wishes.quiet) as files:
            return fetch(source, files, wishes=wishes)
