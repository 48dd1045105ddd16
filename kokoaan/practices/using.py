"""How often what we share is used, counted without anything of who uses it: no address, no cookie, no mark."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import OperationalError
from django.db.models import F, Q, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.practices.models import Practice, Use

# Programs that fetch pages say so themselves; one that says nothing is one too.
PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|fetch|scan|archiv|feed|curl|wget|python|java/|go-http|headless|^$", re.I
)


def count_use(practice: Practice, what: Use.What, request: HttpRequest) -> None:
    """Count that somebody opened it or took it away: people only, and not our own staff.

    One query, but for the first of a day. Where the database is busy for long, the page matters more than the count.
    """
    if not is_reader(request):
        return
    row = {"practice": practice, "day": timezone.localdate(), "what": what}
    with suppress(OperationalError):
        if not once_more(row):
            _use, is_new = Use.objects.get_or_create(**row, defaults={"count": 1})
            # Somebody else was the first of the day a moment ago.
            if not is_new:
                once_more(row)


def once_more(row: dict[str, object]) -> int:
    return Use.objects.filter(**row).update(count=F("count") + 1)


def is_reader(request: HttpRequest) -> bool:
    """Whether a person asks, who has no account here. A browser that fetches ahead has shown nobody anything yet."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    program = PROGRAM.search(request.headers.get("User-Agent", ""))
    return request.method == "GET" and not ahead and not program and not request.user.is_authenticated


@dataclass(frozen=True, slots=True)
class Used:
    """How often a practice was opened, and taken away, in a year."""

    opened: int
    taken: int

    def __str__(self) -> str:
        """For its page in the office: “Opened 120 times this year, taken away 14 times.”"""
        opened = ngettext("Opened %(times)d time this year", "Opened %(times)d times this year", self.opened)
        taken = ngettext("taken away %(times)d time", "taken away %(times)d times", self.taken)
        return _("%(opened)s, %(taken)s.") % {
            "opened": opened % {"times": self.opened},
            "taken": taken % {"times": self.taken},
        }


def use_of(practice: Practice, day: date | None = None) -> Used:
    """How often it was used in the year of day, which is today's unless it is given."""
    year = (day or timezone.localdate()).year
    is_page = Q(what=Use.What.PAGE)
    found = Use.objects.filter(practice=practice, day__year=year).aggregate(
        opened=Sum("count", filter=is_page, default=0), taken=Sum("count", filter=~is_page, default=0)
    )
    return Used(found["opened"], found["taken"])
