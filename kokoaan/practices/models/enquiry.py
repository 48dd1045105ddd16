from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.practices.models.practice import Practice
from kokoaan.records.models import Record, RecordQuerySet

# An enquiry is to be answered within so many days of its coming.
ANSWER_WITHIN = timedelta(days=14)


class EnquiryQuerySet(RecordQuerySet):
    def open(self) -> Self:
        return self.filter(state=Enquiry.State.OPEN)

    def late(self, day: date) -> Self:
        return self.open().filter(deadline__lt=day)


class Enquiry(Record):
    """Another city wants to learn from us: what it asks, which practice it is about, who answers by when.

    How to reach the asker is personal data: it is forgotten when the enquiry has been closed for a while.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed without an answer")

    practice = models.ForeignKey(
        Practice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("practice")
    )
    city = models.CharField(_("city or organisation"), max_length=200)
    contact_name = models.CharField(_("name of the asker"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, help_text=_("fi, sv or en"))
    question = models.TextField(_("what they want to learn"))
    came = models.DateField(_("came on"))
    deadline = models.DateField(_("answer by"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN, db_index=True)
    answer = models.TextField(_("what was answered"), blank=True)
    folded = models.CharField(max_length=400, editable=False, default="")

    objects = EnquiryQuerySet.as_manager()  # type: ignore[misc]

    derived_fields = ("folded",)
    called_by = ("city",)

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering: ClassVar = ["deadline", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "deadline"], name="enquiry_by_deadline")]

    def __str__(self) -> str:
        return f"{Truncator(self.city).chars(60)} · {self.came:%Y-%m-%d}"

    def derive(self) -> None:
        self.folded = fold_names([self.city, self.question], 400)

    def is_late(self, day: date) -> bool:
        return self.state == self.State.OPEN and self.deadline < day
