from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.partial_date import PartialDateField
from kokoaan.lib.text import TextField, in_language
from kokoaan.practices.models.practice import Practice
from kokoaan.records.models import Part, RecordQuerySet


class PracticeResultQuerySet(RecordQuerySet):
    def measured(self) -> models.QuerySet[PracticeResult]:
        """Results told before and after."""
        return self.exclude(before="").exclude(after="")


class PracticeResult(Part):
    """What a practice changed, as an indicator tells it: before, after, when, and where that can be checked."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="evidence", verbose_name=_("practice"))
    indicator = TextField(_("indicator"))
    before = models.CharField(_("before"), max_length=100, blank=True, help_text=_("With its unit: 41 %"))
    after = models.CharField(_("after"), max_length=100, blank=True, help_text=_("With its unit: 63 %"))
    as_of = PartialDateField(_("as of"))

    objects = PracticeResultQuerySet.as_manager()  # type: ignore[misc]

    whole_field = "practice"
    asks_second = True
    called_by = ("indicator",)

    class Meta:
        verbose_name = _("result with evidence")
        verbose_name_plural = _("results with evidence")
        ordering: ClassVar = ["practice", "pk"]

    def __str__(self) -> str:
        return Truncator(in_language(self.indicator, get_language() or "en")).chars(120)

    @property
    def document(self) -> tuple[str, str]:
        return self.practice.document

    @property
    def change(self) -> str:
        """“41 % → 63 %”; the one side that is known when the other is not."""
        return " → ".join(side for side in (self.before, self.after) if side)
