from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.partial_date import PartialDateField
from kokoaan.lib.stage import Stage
from kokoaan.lib.text import TextField, in_language
from kokoaan.records.models import Fact


class Project(Fact):
    """A joint project as its source describes it; `summary` is what it says of itself, in up to three languages.

    `key` is the key by which anything derived from the project can be left out: "keep:<programme>:<acronym>",
    "urbact:<code>", "cordis:<framework>:<id>", "jrc:<id>".
    """

    acronym = models.CharField(_("acronym"), max_length=250, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    title = TextField(_("title"))
    summary = TextField(_("summary"))
    # What it was to reach and what it reached, where the source says.
    results = TextField(_("results"))
    themes = models.JSONField(_("themes"), default=list)
    # The programme's own priorities and topics that it was funded under, in the words of the programme.
    objectives = models.JSONField(_("objectives"), default=list)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    budget = models.DecimalField(_("budget, EUR"), max_digits=14, decimal_places=2, null=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    # How far it has come, where the source says.
    stage = models.CharField(_("stage"), max_length=6, choices=Stage, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return in_language(self.title, get_language() or "en") or self.acronym


class Participation(Fact):
    """An organisation took part in a project.

    `region` is NUTS 3 then NUTS 2 as the source writes them ("DEG01 Erfurt, Kreisfreie Stadt | DEG0 Thüringen").
    Without a resolved place, `town` and `reason` say what the source wrote and why.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("lead partner")
        PARTNER = "partner", _("partner")
        UNKNOWN = "unknown", _("role unknown")

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations", verbose_name=_("project"))
    organisation = models.ForeignKey(
        "organisations.NamedOrganisation", models.PROTECT, related_name="participations", verbose_name=_("organisation")
    )
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("place"))
    role = models.CharField(_("role"), max_length=7, choices=Role, default=Role.UNKNOWN)
    town = models.CharField(_("town as written"), max_length=200, blank=True)
    region = models.CharField(_("region as written"), max_length=300, blank=True)
    reason = models.CharField(_("why no place"), max_length=200, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
