from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.days import written
from kokoaan.lib.fold import fold
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

# A next step is due when its day is so near.
SOON = timedelta(days=14)


class MeetingQuerySet(AimedQuerySet):
    def waiting(self) -> Self:
        """Meetings with a next step that is not done."""
        return self.filter(is_done=False).exclude(next_step="")

    def late(self, day: date) -> Self:
        return self.waiting().filter(next_by__lt=day)

    def due(self, day: date) -> Self:
        """Next steps to be taken soon or late already, and those that say no day: nothing else would remind of them."""
        return self.waiting().filter(Q(next_by=None) | Q(next_by__lte=day + SOON))

    def by_next_step(self) -> Self:
        """The latest first, those without a day last."""
        return self.order_by(F("next_by").asc(nulls_last=True), "-day", "pk")


class Meeting(Aimed):
    """Somebody of us met somebody: who, when, what about, what next. Logged in under a minute, filled in later.

    `who` is what was typed; `places`, `organisations` and `people` are the names in it that the house knows.
    """

    who = models.CharField(
        _("who"), max_length=500, help_text=_("Cities, organisations and people, with commas between.")
    )
    day = models.DateField(_("when"), default=timezone.localdate)
    about = models.TextField(_("what about"))
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_by = models.DateField(_("next step by"), null=True, blank=True)
    is_done = models.BooleanField(_("the next step is done"), default=False)
    folded = models.TextField(editable=False)
    places = models.ManyToManyField("places.Place", blank=True, related_name="+", verbose_name=_("places"))
    organisations = models.ManyToManyField(
        "organisations.Organisation", blank=True, related_name="+", verbose_name=_("organisations")
    )
    people = models.ManyToManyField("organisations.Person", blank=True, related_name="+", verbose_name=_("people"))

    objects = MeetingQuerySet.as_manager()  # type: ignore[misc]

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{Truncator(self.who).chars(60)} · {written(self.day)}"

    def derive(self) -> None:
        self.folded = fold(f"{self.who} {self.about} {self.next_step}")
