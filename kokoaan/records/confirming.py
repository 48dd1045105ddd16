"""Say that records still hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kokoaan.people.models import User
from kokoaan.records.changing import Stale, change
from kokoaan.records.models import Record


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many still hold; those that somebody changed after they were looked at, to be read again; and those that
    are not right, with why: more may be asked since they were written."""

    count: int
    stale: list[Stale]
    wrong: list[tuple[Record, str]]


def confirm(looked_at: Iterable[tuple[Record, int]], by: User, day: date | None = None) -> Confirmed:
    """Set `confirmed` of each record to day, through the change log; each with the version that was looked at.

    A change set for each record: whoever sees one of them reads of it in its history, and undoes it alone.
    """
    count, stale, wrong = 0, list[Stale](), list[tuple[Record, str]]()
    with transaction.atomic():
        for record, version in looked_at:
            try:
                confirm_one(record, by, day or timezone.localdate(), version)
            except Stale as refused:
                stale.append(refused)
            except ValidationError as refused:
                wrong.append((record, " ".join(refused.messages)))
            else:
                count += 1
    return Confirmed(count, stale, wrong)


def confirm_one(record: Record, by: User, day: date, version: int | None = None) -> None:
    """Raises Stale when the record is no longer at version."""
    change(record, {"confirmed": day}, by, reason=_("It still holds."), expected_version=version)
