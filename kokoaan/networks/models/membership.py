from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.partial_date import PartialDateField, first_day, months_before, spell
from kokoaan.lib.text import TextField
from kokoaan.organisations.models import Organisation
from kokoaan.records.models import by_name_of
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

# Between the parts of a membership's name.
BETWEEN = " · "


class MembershipQuerySet(AimedQuerySet):
    def entered(self) -> int:
        """In how many organisations: several spells in one count once, those that have all ended not at all."""
        running = self.exclude(status=Membership.Status.ENDED)
        return running.order_by().values("organisation").distinct().count()

    def called(self, typed: str) -> Self:
        """Memberships in organisations whose name holds what was typed, each spell a row; the latest spell first."""
        named = Organisation.objects.called(typed.split(BETWEEN, 1)[0])
        rows = self.names_shared("organisation").filter(organisation__in=named.order_by().values("pk"))
        return rows.select_related("organisation").order_by("organisation__name", "-begins", "pk")

    def running(self) -> Self:
        return self.filter(status__in=(Membership.Status.ACTIVE, Membership.Status.NOTICE))

    def renewing(self) -> Self:
        """Running memberships that say when they are renewed, the nearest first."""
        return self.running().exclude(renews="").order_by("renews", "pk")


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

    class Renewal(models.TextChoices):
        AUTOMATIC = "automatic", _("goes on by itself")
        DECISION = "decision", _("by a decision of ours")
        NONE = "none", _("is not renewed")

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("in which organisation"),
    )
    level = models.CharField(_("level"), max_length=11, choices=Level, default=Level.MEMBER)
    through = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("through which organisation"),
        help_text=_("When another body belongs, and we take part through it."),
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.ACTIVE)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    decision = models.CharField(_("decision"), max_length=120, blank=True, help_text=_("HEL 2018-007171 § 97"))
    coordinator = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("coordinator")
    )
    budget_line = models.CharField(_("budget line"), max_length=120, blank=True)
    fee_note = models.CharField(
        _("about the fees"), max_length=300, blank=True, help_text=_("In words; the sums stand year by year below it.")
    )
    renews = PartialDateField(_("renewed on"), help_text=_("The day from which it runs on, or a decision is due."))
    renewal = models.CharField(_("how it is renewed"), max_length=9, choices=Renewal, blank=True)
    notice_months = models.PositiveSmallIntegerField(
        _("notice, in months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("How long before that day we must say that we leave."),
    )
    why_joined = TextField(_("why we joined"), is_long=True, blank=True)
    why_left = TextField(_("why we left"), is_long=True, blank=True)
    note = TextField(_("notes"), is_long=True, blank=True)
    review = PartialDateField(_("review due"))

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = [by_name_of("organisation"), "begins", "pk"]
        indexes: ClassVar = [models.Index(fields=["renews"], name="membership_renews")]
        constraints = [spell("membership_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.name_of(self.organisation)} · {self.get_level_display()} · {self.get_status_display()}"

    def clean(self) -> None:
        """No constraint of the database: a membership from before this was asked stands without it until it is edited.

        The errors belong to no field, since a form leaves out a link that is hidden from the person.
        """
        by_another = self.level == self.Level.THROUGH
        if by_another and not self.through_id:
            raise ValidationError(_("Say through which organisation we take part."))
        if self.through_id and not by_another:
            raise ValidationError(_("To take part through an organisation, choose the level “through another body”."))
        if self.through_id and self.through_id == self.organisation_id:
            raise ValidationError(_("We cannot take part in an organisation through itself."))

    def answers_to(self, folded: str) -> bool:
        return folded in {fold(str(self)), fold(self.name_of(self.organisation))}

    @property
    def notice_by(self) -> date | None:
        """The last day to give notice; None where the day of renewal or the time of notice is not known."""
        if not self.renews or self.notice_months is None:
            return None
        return months_before(first_day(self.renews), self.notice_months)

    @property
    def through_name(self) -> str:
        return self.name_of(self.through)
