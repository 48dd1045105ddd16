from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.days import spanning
from kokoaan.lib.partial_date import PartialDateField, spell
from kokoaan.lib.text import TextField
from kokoaan.partners.models.tie import Tie
from kokoaan.records.models import Part


class EarlierStatus(Part):
    """A status that a tie was in before the present one, with the decision and the reason of then."""

    tie = models.ForeignKey(Tie, models.PROTECT, related_name="+", verbose_name=_("tie"))
    status = models.CharField(_("status"), max_length=9, choices=Tie.Status)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    decision = models.CharField(_("decision"), max_length=60, blank=True, help_text=_("HEL 2018-007171 § 97"))
    reason = TextField(_("reason"), is_long=True, blank=True)

    whole_field = "tie"

    class Meta:
        verbose_name = _("earlier status")
        verbose_name_plural = _("earlier statuses")
        # One whose beginning is not known stands before all others: nobody could say what was before it.
        ordering = ["tie", "since", "until", "pk"]
        constraints = [spell("earlier_status_ends_after_it_begins", "since", "until")]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.spell}" if self.spell else str(self.get_status_display())

    @property
    def spell(self) -> str:
        """From when to when, as far as it is known: "2019 – 2022-03"."""
        return spanning(self.since, self.until)

    @property
    def document(self) -> tuple[str, str]:
        return self.tie.document
