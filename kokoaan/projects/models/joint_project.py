from __future__ import annotations

from typing import ClassVar, Self
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.lib.money import CurrencyField
from kokoaan.lib.partial_date import PartialDateField, spell
from kokoaan.lib.text import TextField, in_language
from kokoaan.projects.models.project import Project
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

# So much of all names together is searched.
FOLDED = 1000


class JointProjectQuerySet(AimedQuerySet):
    def eu_funded(self) -> Self:
        return self.filter(funding__in=JointProject.FROM_THE_EU)

    def in_year(self, year: int) -> Self:
        """Projects of which some day may lie in year; one that says no end goes on."""
        return self.filter(begins__gt="", begins__lt=str(year + 1)).filter(Q(ends="") | Q(ends__gte=str(year)))


class JointProject(Aimed):
    """Something that we do, or did, together with others for a time: with whom, for whose money, to what end.

    `fact` is the key of the same project at a source ("keep:…", "cordis:…"): what the source says of it stays there.
    """

    class Stage(models.TextChoices):
        IDEA = "idea", _("idea")
        APPLICATION = "application", _("application")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")
        NOT_FUNDED = "refused", _("not funded")
        DROPPED = "dropped", _("dropped")

    class Funding(models.TextChoices):
        EU = "eu", _("EU programme")
        EU_MIXED = "eu_mixed", _("EU programme with others")
        PUBLIC = "public", _("other public funding")
        OWN = "own", _("own money")
        MIXED = "mixed", _("mixed, nothing from the EU")

    FROM_THE_EU = (Funding.EU, Funding.EU_MIXED)

    name = TextField(_("name"))
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    folded = models.CharField(max_length=FOLDED, editable=False, default="")
    stage = models.CharField(_("stage"), max_length=11, choices=Stage, default=Stage.IDEA, db_index=True)
    funding = models.CharField(_("funding"), max_length=8, choices=Funding, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True, help_text=_("Horizon Europe, LIFE"))
    call = models.CharField(_("call"), max_length=200, blank=True)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    budget = models.DecimalField(
        _("total budget"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    share = models.DecimalField(
        _("our share"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    grant = models.DecimalField(
        _("grant to us"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = CurrencyField(_("currency"), help_text=_("Its three letters: EUR, USD, SEK."))
    country_programme = models.ForeignKey(
        "projects.CountryProgramme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country programme"),
    )
    fact = models.CharField(
        _("the same project at a source"),
        max_length=300,
        blank=True,
        db_index=True,
        help_text=_("The address of its page here, such as /projects/keep/…."),
    )
    summary = TextField(_("summary"), is_long=True, blank=True)
    results = TextField(_("results"), is_long=True, blank=True)
    alone = TextField(_("what we could not have done alone"), is_long=True, blank=True)

    objects = JointProjectQuerySet.as_manager()  # type: ignore[misc]

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("joint project")
        verbose_name_plural = _("joint projects")
        ordering: ClassVar = ["-begins", "pk"]
        constraints: ClassVar = [
            spell("joint_project_ends_after_it_begins"),
            models.CheckConstraint(
                name="joint_project_share_within_budget",
                condition=Q(share=None) | Q(budget=None) | Q(share__lte=F("budget")),
                violation_error_message=_("Our share is more than the total budget."),
            ),
            models.CheckConstraint(
                name="joint_project_grant_within_share",
                condition=Q(grant=None) | Q(share=None) | Q(grant__lte=F("share")),
                violation_error_message=_("The grant to us is more than our share of the budget."),
            ),
        ]

    def __str__(self) -> str:
        return self.acronym or in_language(self.name, get_language() or "en")

    def derive(self) -> None:
        self.folded = fold_names(self.names, FOLDED)

    def clean(self) -> None:
        self.fact = unquote(self.fact).strip().rpartition("projects/")[2].strip("/")
        if self.fact and self.same_at_source is None:
            raise ValidationError(
                _("No source tells of a project “%(key)s”. Copy the address of its page here."),
                params={"key": self.fact},
            )

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, in every language."""
        texts = (version["text"] for version in self.name.values() if version.get("text"))
        return tuple(dict.fromkeys(name for name in (self.acronym, *texts) if name))

    @property
    def full_name(self) -> str:
        return in_language(self.name, get_language() or "en")

    @property
    def is_eu_funded(self) -> bool:
        return self.funding in self.FROM_THE_EU

    @property
    def same_at_source(self) -> Project | None:
        """What a source says of the same project, if it still does."""
        source, _slash, key = self.fact.partition("/")
        return Project.objects.filter(source=source, key=key).first() if key else None
