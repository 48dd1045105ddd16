from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokoaan.practices.models.practice import Practice
from kokoaan.records.models import Part, RecordQuerySet


class PracticePartner(Part):
    """Who made a practice together with its owner, and what they gave: the kinds of support are UN-Habitat's."""

    class Support(models.TextChoices):
        ADMINISTRATIVE = "administrative", _("administrative")
        FINANCIAL = "financial", _("financial")
        POLITICAL = "political", _("political")
        TECHNICAL = "technical", _("technical")
        OTHER = "other", _("other")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="partners", verbose_name=_("practice"))
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("or its name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("Ran the trials, gave the data"))
    support = models.CharField(_("kind of support"), max_length=14, choices=Support, blank=True)

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]

    whole_field = "practice"
    asks_second = True

    class Meta:
        verbose_name = _("partner in a practice")
        verbose_name_plural = _("partners in the practice")
        ordering: ClassVar = ["practice", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_partner_is_one",
                condition=Q(organisation=None) & ~Q(name="") | Q(organisation__isnull=False, name=""),
                violation_error_message=_("Name one partner: an organisation of the register, or its name."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_of(self.practice)} · {self.partner}"

    @property
    def partner(self) -> str:
        return self.name or self.name_of(self.organisation)
