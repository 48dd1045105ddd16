from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import check

from kokoaan.office.health import QUESTIONS


class Command(check.Command):
    help = "Say whether the house is in order: settings, database, places, index, sources. Takes Django's options too."

    def handle(self, *app_labels: Any, **options: Any) -> None:
        super().handle(*app_labels, **options)
        bad = 0
        for question in QUESTIONS:
            answer = question()
            bad += not answer.good
            self.stdout.write(f"{'ok ' if answer.good else 'BAD'}  {answer.text}")
        if bad:
            raise CommandError(f"{bad} of {len(QUESTIONS)} answers need attention.")
