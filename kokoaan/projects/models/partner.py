from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokoaan.projects.models.joint_project import JointProject
from kokoaan.records.models import Part, RecordQuerySet


class ProjectPartner(Part):
    """One who takes part in a joint project: an organisation of the outside world, or a unit of ours."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead partner")
        PARTNER = "partner", _("partner")
        ASSOCIATED = "associated", _("associated partner")
        FUNDER = "funder", _("funder")
        FOLLOWER = "follower", _("follower city")

    class Side(models.TextChoices):
        OURS = "ours", _("our side")
        THEIRS = "theirs", _("the other side")

    project = models.ForeignKey(JointProject, models.CASCADE, related_name="partners", verbose_name=_("joint project"))
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("or unit of ours")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.PARTNER)
    side = models.CharField(
        _("side"),
        max_length=6,
        choices=Side,
        default=Side.THEIRS,
        help_text=_("A company or a foundation of the city is on our side."),
    )
    note = models.CharField(_("notes"), max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]

    whole_field = "project"

    class Meta:
        verbose_name = _("partner in a project")
        verbose_name_plural = _("partners in the project")
        ordering: ClassVar = ["project", "side", "role", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="project_partner_is_one",
                condition=Q(organisation=None, unit__isnull=False) | Q(organisation__isnull=False, unit=None),
                violation_error_message=_("Name one partner: an organisation or a unit of ours."),
            ),
            models.UniqueConstraint(
                fields=["project", "organisation", "role"],
                name="project_partner_once_a_role",
                violation_error_message=_("This organisation has that role in the project already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_of(self.project)} · {self.partner}"

    def clean(self) -> None:
        if self.unit_id and self.side != self.Side.OURS:
            raise ValidationError(_("A unit of ours is on our side."))

    @property
    def partner(self) -> str:
        return str(self.unit) if self.unit else self.name_of(self.organisation)
