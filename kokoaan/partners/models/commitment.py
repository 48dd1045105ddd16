from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.lib.partial_date import PartialDateField, is_over, over
from kokoaan.lib.text import TextField, in_language
from kokoaan.partners.models.agreement import Agreement
from kokoaan.partners.models.clause import Clause
from kokoaan.records.models import Part, RecordQuerySet

# A commitment is due when its day is no further away than this.
SOON = timedelta(days=30)


class CommitmentQuerySet(RecordQuerySet):
    def open(self) -> Self:
        return self.filter(state=Commitment.State.OPEN)

    def late(self, day: date) -> Self:
        """Open commitments whose day is past; "2026" is past when 2026 is."""
        return self.open().filter(over("due", day))

    def due(self, day: date, soon: timedelta = SOON) -> Self:
        """Open commitments that are late or will be due soon after day."""
        return self.open().filter(due__gt="", due__lte=(day + soon).isoformat())

    def open_on(self, day: date) -> Self:
        """What was committed to by day and not yet done then; what has been withdrawn since is left out."""
        kept_later = Q(state=Commitment.State.DONE, done_on__gt=day.isoformat())
        return self.filter(Q(state=Commitment.State.OPEN) | kept_later).exclude(agreement__signed__gt=day.isoformat())

    def by_day(self) -> Self:
        """The most pressing first; those without a day come last."""
        return self.order_by(models.Case(models.When(due="", then=1), default=0), "due", "pk")


class Commitment(Part):
    """Who commits to what, to whom, by when in an agreement, on either side; what shows that it was kept."""

    class Side(models.TextChoices):
        OURS = "ours", _("ours")
        THEIRS = "theirs", _("theirs")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        WITHDRAWN = "withdrawn", _("withdrawn")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+", verbose_name=_("agreement"))
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("clause")
    )
    side = models.CharField(_("whose commitment"), max_length=6, choices=Side, default=Side.OURS)
    what = TextField(_("what is to be done"), is_long=True)
    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit that keeps it"),
        help_text=_("When it is our commitment."),
    )
    who = models.CharField(
        _("who commits to it"), max_length=200, blank=True, help_text=_("The office held, or the body.")
    )
    whom = models.CharField(_("to whom"), max_length=200, blank=True)
    due = PartialDateField(_("due"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    done_on = PartialDateField(_("done on"))
    evidence = models.URLField(
        _("what shows it: an address"),
        max_length=500,
        blank=True,
        help_text=_("A page or a document anybody can open."),
    )
    evidence_note = models.TextField(
        _("what shows it, in words"), blank=True, help_text=_("Or why there is nothing to show.")
    )
    folded = models.CharField(max_length=600, editable=False, db_index=True)

    whole_field = "agreement"
    derived_fields = ("folded",)

    objects = CommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "due"]), models.Index(fields=["circle", "side"])]
        constraints = [
            models.CheckConstraint(
                name="commitment_done_is_shown",
                condition=~Q(state="done") | ~Q(evidence="") | ~Q(evidence_note=""),
                violation_error_message=_("Say what shows that it is done, or why there is nothing to show."),
            )
        ]

    def __str__(self) -> str:
        return Truncator(in_language(self.what, get_language() or "en")).chars(120)

    def derive(self) -> None:
        said = [one.get("text", "") for one in self.what.values()]
        self.folded = fold_names([*said, self.who, self.whom], 600)

    def clean(self) -> None:
        if self.clause and self.clause.agreement_id != self.agreement_id:
            raise ValidationError({"clause": _("This clause is of another agreement.")})

    def is_late(self, day: date) -> bool:
        return self.state == self.State.OPEN and is_over(self.due, day)
