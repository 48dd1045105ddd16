from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.lib.partial_date import PartialDateField, first_day, is_over, over, spell
from kokoaan.lib.text import TextField, in_language
from kokoaan.partners.models.tie import Tie
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

# So long before an end, or before the last day for notice, people want to know.
AHEAD = timedelta(days=120)


class AgreementQuerySet(AimedQuerySet):
    def in_force(self, day: date) -> Self:
        """Agreements that have begun and are not over on day; one without dates is taken to be in force."""
        return self.exclude(over("ends", day)).exclude(begins__gt=day.isoformat())

    def to_decide(self, day: date, ahead: timedelta = AHEAD) -> Self:
        """Agreements in force that end soon after day, or whose last day for notice comes soon; those first."""
        until = (day + ahead).isoformat()
        ends = Q(ends__gt="", ends__lte=until)
        notice = Q(notice_by__gte=day.isoformat(), notice_by__lte=until)
        return self.in_force(day).filter(ends | notice)


class Agreement(Aimed):
    """What we and others have put in writing; its clauses and commitments are parts of it.

    `notice_by` follows from the end and the notice: the last day on which we can still say that we leave.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        MEMORANDUM = "memorandum", _("memorandum of understanding")
        LETTER = "letter", _("letter of intent")
        PROGRAMME = "programme", _("programme of cooperation")
        PROTOCOL = "protocol", _("protocol")

    class Renewal(models.TextChoices):
        NONE = "none", _("ends by itself")
        AUTOMATIC = "automatic", _("continues unless somebody gives notice")
        DECISION = "decision", _("continues if both decide so")

    title = TextField(_("title"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.AGREEMENT)
    tie = models.ForeignKey(
        Tie,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tie"),
        help_text=_("The relation that it belongs to: type the city or the organisation."),
    )
    parties = models.ManyToManyField(
        "organisations.Organisation", blank=True, related_name="+", verbose_name=_("other parties")
    )
    signed = PartialDateField(_("signed on"))
    begins = PartialDateField(_("in force from"))
    ends = PartialDateField(_("in force until"))
    renewal = models.CharField(_("when it ends"), max_length=9, choices=Renewal, default=Renewal.NONE)
    notice = models.PositiveSmallIntegerField(
        _("notice, in months"), null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(120)]
    )
    decision = models.CharField(_("decision"), max_length=60, blank=True, help_text=_("HEL 2018-007171 § 97"))
    signed_here = models.CharField(
        _("signed for us by"), max_length=200, blank=True, help_text=_("The office held, not a name: “Mayor”.")
    )
    signed_there = models.CharField(
        _("signed for them by"), max_length=200, blank=True, help_text=_("The office held, not a name: “Mayor”.")
    )
    summary = TextField(_("summary"), is_long=True, blank=True)
    review = PartialDateField(_("review due"))
    notice_by = models.CharField(max_length=10, editable=False, default="")
    folded = models.CharField(max_length=600, editable=False, db_index=True)

    derived_fields = ("notice_by", "folded")

    objects = AgreementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["folded", "pk"]
        indexes = [
            models.Index(fields=["ends"]),
            models.Index(fields=["notice_by"]),
            models.Index(fields=["review"]),
            models.Index(fields=["circle", "kind"]),
        ]
        constraints = [spell("agreement_ends_after_it_begins")]

    def __str__(self) -> str:
        return Truncator(in_language(self.title, get_language() or "en")).chars(120)

    def derive(self) -> None:
        self.folded = fold_names((one.get("text", "") for one in self.title.values()), 600)
        day = last_day_for_notice(self.ends, self.notice)
        self.notice_by = day.isoformat() if day else ""

    def is_over(self, day: date) -> bool:
        return is_over(self.ends, day)


def last_day_for_notice(ends: str, months: int | None) -> date | None:
    """So many months before the end; an end that is known in part is taken at its first day: rather too early."""
    if not ends or months is None:
        return None
    end = first_day(ends)
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    return date(year, month + 1, min(end.day, monthrange(year, month + 1)[1])) if year > 0 else None
