from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.records.models import Fact


class TieClaim(Fact):
    """A source claims that two places are twinned; shown as a claim beside claims that contradict it."""

    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("place"))
    other = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("other place")
    )
    names = models.CharField(_("names as written"), max_length=400)
    collected = models.CharField(_("collected"), max_length=20, blank=True)
    reason = models.CharField(_("why no place"), max_length=300, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("tie as claimed")
        verbose_name_plural = _("ties as claimed")
