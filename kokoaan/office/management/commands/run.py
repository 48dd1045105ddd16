from __future__ import annotations

import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kokoaan.office.supervising import Process, supervise, web, work


class Command(BaseCommand):
    help = "Serve the product: web and background work, supervised. With --local, prepare everything first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--local", action="store_true", help="for this machine only: debug mode, demo accounts")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2, help="web processes (default 2)")

    def handle(self, *, local: bool, host: str, port: int, workers: int, **options: Any) -> None:
        if is_taken(host, port):
            raise CommandError(
                f"Port {port} on {host} is in use. Stop what uses it, or choose another: kokoaan run --port {port + 1}",
                returncode=2,
            )
        call_command("prepare", local=local)
        environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "kokoaan.settings"}
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(self.style.SUCCESS(f"\nKokoaan is at http://{'localhost' if local else host}:{port}/"))
        self.stdout.write("Stop it with Ctrl-C. Nothing is lost: everything is kept in " + str(settings.VAR))
        self.stdout.flush()
        processes = [Process("web", web(host, port, workers), environ), Process("work", work(), environ)]
        supervise(processes, self.stderr.write)


def is_taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
