from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kokoaan.public.starting import make_pages


class Command(BaseCommand):
    help = "Make the public pages that a new house begins with. Safe to run again: what editors did stays."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        made = make_pages()
        if verbosity:
            self.stdout.write(f"{made} pages were made.")
