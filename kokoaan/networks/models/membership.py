from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.partial_date import PartialDateField
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet


class MembershipQuerySet(AimedQuerySet):
    def entered(self) -> int:
        """In how many organisations: several spells in one count once, those that have all ended not at all."""
        running = self.exclude(status=Membership.Status.ENDED)
        return running.order_by().values("organisation").distinct().count()


class Membership(Aimed):
    """We belong, or belonged, to an organisation; each spell of belonging is a row of its own, with its reasons."""

    class Level(models.TextChoices):
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        PARTICIPANT = "participant", _("participant")
        THROUGH = "through", _("through another body")

    class Status(models.TextChoices):
        PROSPECT = "prospect", _("prospect")
        ACTIVE = "active", _("active")
        NOTICE = "notice", _("notice given")
        DORMANT = "dormant", _("dormant")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("not known today")

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("in which organisation"),
    )
    level = models.CharField(_("level"), max_length=11, choices=Level, default=Level.MEMBER)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.ACTIVE)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    decision = models.CharField(_("decision"), max_length=120, blank=True, help_text=_("HEL 2018-007171 § 97"))
    fee = models.DecimalField(
        _("fee a year"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, default="EUR")
    fee_note = models.CharField(_("about the fee"), max_length=300, blank=True)
    why_joined = models.TextField(_("why we joined"), blank=True)
    why_left = models.TextField(_("why we left"), blank=True)
    note = models.TextField(_("notes"), blank=True)
    review = PartialDateField(_("review due"))

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation__name", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(ends="") | Q(begins="") | Q(ends__gte=F("begins")),
                violation_error_message=_("The end is before the beginning."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_of(self.organisation)} · {self.get_level_display()} · {self.get_status_display()}"
