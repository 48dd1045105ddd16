from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.partial_date import PartialDateField
from kokoaan.lib.text import TextField
from kokoaan.records.models import Fact


class Network(Fact):
    """A network of cities, as a source describes it."""

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    aims = TextField(_("aims"))
    themes = models.JSONField(_("themes"), default=list)
    seat = models.CharField(_("seat"), max_length=200, blank=True)
    founded = PartialDateField(_("founded"))
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self) -> str:
        return self.acronym or self.name


class MembershipClaim(Fact):
    """A source says that a place's body belongs to a network; true, at best, when it was collected."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="members", verbose_name=_("network"))
    member = models.CharField(_("member as written"), max_length=300)
    entity = models.CharField(_("kind as written"), max_length=60, blank=True)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("place"))
    level = models.CharField(_("level as written"), max_length=60, blank=True)
    since = PartialDateField(_("since"))
    collected = models.CharField(_("collected"), max_length=20, blank=True)
    reason = models.CharField(_("why no place"), max_length=200, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("membership as claimed")
        verbose_name_plural = _("memberships as claimed")
