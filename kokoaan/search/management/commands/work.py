from __future__ import annotations

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokoaan.search.folders import IndexTrouble
from kokoaan.search.meaning import EmbedderTrouble
from kokoaan.search.working import Worker


class Command(BaseCommand):
    help = (
        "Do the background work: index what has changed, embed what carries meaning. One process of this kind is "
        "enough; a second one waits. It may be killed at any moment."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")

    def handle(self, *, once: bool, **options: Any) -> None:
        stop = Event()
        before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
        worker = Worker(self.stdout.write)
        try:
            worker.until_done(stop) if once else worker.for_ever(stop)
        except (IndexTrouble, EmbedderTrouble) as trouble:
            raise CommandError(str(trouble)) from trouble
        finally:
            worker.close()
            for number, handler in before.items():
                signal.signal(number, handler)
