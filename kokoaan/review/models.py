from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.networks.models import Membership
from kokoaan.partners.models import Tie
from kokoaan.projects.models import JointProject
from kokoaan.records.models import Record
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

OF_ONE = Q(tie__isnull=False, membership=None, project=None)
OF_ONE |= Q(tie=None, membership__isnull=False, project=None)
OF_ONE |= Q(tie=None, membership=None, project__isnull=False)


class BenefitQuerySet(AimedQuerySet):
    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)


class Benefit(Aimed):
    """One thing that a tie, a membership or a joint project gave us, in one line, with what shows it."""

    class Kind(models.TextChoices):
        INFLUENCE = "influence", _("influence")
        LEARNING = "learning", _("learning")
        VISIBILITY = "visibility", _("visibility")
        OTHER = "other", _("other")

    gave = models.CharField(_("what it gave us"), max_length=200)
    folded = models.CharField(max_length=400, editable=False)
    kind = models.CharField(_("kind of benefit"), max_length=10, choices=Kind, db_index=True)
    tie = models.ForeignKey(Tie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tie"))
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("membership")
    )
    project = models.ForeignKey(
        JointProject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("joint project")
    )
    day = models.DateField(_("when"), default=timezone.localdate, db_index=True)
    evidence = models.CharField(_("what shows it"), max_length=500, blank=True)

    objects = BenefitQuerySet.as_manager()  # type: ignore[misc]

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="benefit_is_of_one",
                condition=OF_ONE,
                violation_error_message=_("Say what gave it: one tie, one membership or one joint project."),
            )
        ]

    def __str__(self) -> str:
        return Truncator(self.gave).chars(120)

    def derive(self) -> None:
        self.folded = fold(f"{self.gave} {self.evidence}")[:400]

    @property
    def giver(self) -> Record | None:
        return self.tie or self.membership or self.project

    @property
    def of(self) -> str:
        """What gave it, where all who see this see that."""
        return self.name_of(self.giver)


# What may give a benefit, by the field that holds it.
GIVERS: Mapping[type[Record], str] = {Tie: "tie", Membership: "membership", JointProject: "project"}
