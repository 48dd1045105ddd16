"""What a watch would bring, and what is new in it: the search asked again, for the person who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.lib.days import written
from kokoaan.library.asking import Asked, AskForm
from kokoaan.library.coming import begun, came_since, facts_counted_since
from kokoaan.library.finding import Found, Shelf, find, values_there
from kokoaan.library.models import Look, Watch
from kokoaan.people.models import User
from kokoaan.records.models import Change

WINDOW = timedelta(weeks=12)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Expected:
    """How many hits came in the last weeks, as far as the house can tell."""

    new: int
    weeks: float
    counted_since: datetime | None

    @property
    def a_week(self) -> float:
        return self.new / self.weeks if self.weeks else 0.0

    def __str__(self) -> str:
        """The sentence beside the button: it says what it rests on."""
        if self.weeks < 1:
            return _("It is too early to say how many hits a week it would bring: this house is less than a week old.")
        said = ngettext(
            "It would bring about %(rate)s hits a week: %(new)d new in the last %(weeks)d week.",
            "It would bring about %(rate)s hits a week: %(new)d new in the last %(weeks)d weeks.",
            int(self.weeks),
        )
        rate = number_format(self.a_week, decimal_pos=1)
        return said % {"rate": rate, "new": self.new, "weeks": int(self.weeks)} + self.basis()

    def basis(self) -> str:
        if self.counted_since is None:
            return " " + _("Only practices of the register are counted: no source has been loaded since.")
        said = _("Of sources, what came since %(day)s is counted, without the first load of each.")
        return " " + said % {"day": written(self.counted_since)}


def expected(asked: Asked, user: User, shelf: Shelf, now: datetime) -> Expected:
    """Raises IndexTrouble."""
    start = begun() or now
    since = max(now - WINDOW, start)
    new = found_since(asked, user, shelf, since).total
    return Expected(new, min(WINDOW, now - start) / WEEK, facts_counted_since())


def found_since(asked: Asked, user: User, shelf: Shelf, since: datetime) -> Found:
    """The hits that have come into user's sight since then. Raises IndexTrouble."""
    return find(asked, user, shelf, among=came_since(since, user))


def asked_by(watch: Watch, shelf: Shelf) -> Asked | None:
    """What it asks; None when a filter of it is no more, such as a theme that nothing has."""
    form = AskForm(QueryDict(watch.query), values_there(shelf))
    return form.asked if form.is_valid() else None


def made_at(watch: Watch) -> datetime | None:
    born = Change.objects.filter(
        model=ContentType.objects.get_for_model(Watch), record=watch.uid, field="", old__isnull=True
    ).values_list("changeset__at", flat=True)
    return born.first()


def looked_at(watch: Watch) -> datetime | None:
    """When its person last saw what is new; since it was made, where they never did."""
    look = Look.objects.filter(watch=watch).first()
    return look.at if look else made_at(watch)


def mark_seen(watch: Watch, now: datetime) -> None:
    Look.objects.update_or_create(watch=watch, defaults={"at": now})
