from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kokoaan.office.demo import PASSWORD, make_demo
from kokoaan.office.preparing import STEPS, Step


class Command(BaseCommand):
    help = "Make the database ready: tables, places, starter content, index. Safe to run again; nothing is lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--local", action="store_true", help="also make demo accounts; for this machine only")

    def handle(self, *, local: bool, **options: Any) -> None:
        if local and not settings.DEBUG:
            raise CommandError(
                "Demo accounts are for local use: they are made only with KOKOAAN_DEBUG=1.", returncode=2
            )
        settings.VAR.mkdir(parents=True, exist_ok=True)
        for number, step in enumerate(STEPS, 1):
            self.do(number, step)
        if local:
            self.show_accounts()

    def do(self, number: int, step: Step) -> None:
        self.stdout.write(f"[{number}/{len(STEPS)}] {step.title} … ", ending="")
        self.stdout.flush()
        begun = time.monotonic()
        step.act()
        self.stdout.write(f"ready ({time.monotonic() - begun:.1f} s)")

    def show_accounts(self) -> None:
        self.stdout.write(f"\nDemo accounts, for this machine only (password for all: {PASSWORD}):")
        for account in make_demo():
            self.stdout.write(f"  {account.username:<12} {account.sees}")
