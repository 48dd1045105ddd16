from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import User
from kokoaan.places.models import Country
from kokoaan.records.models import Fact
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet


class TieQuerySet(AimedQuerySet):
    """Where a tie is: its place; without one, where the organisation is, for those who see the organisation."""

    def within(self, user: User | AnonymousUser, **country: str) -> Self:
        """Ties with a place in the countries that these columns say."""
        here = Country.objects.filter(**country)
        seen = Organisation.objects.visible_to(user).filter(place__country__in=here)
        return self.filter(Q(place__country__in=here) | Q(place=None, organisation__in=seen))

    def nowhere(self, user: User | AnonymousUser) -> Self:
        """Ties of which the reader is not told where they are."""
        seen = Organisation.objects.visible_to(user).filter(place__isnull=False)
        return self.filter(Q(place=None) & ~Q(organisation__in=seen))

    def called(self, typed: str) -> Self:
        """Ties with what was typed: a place by any of its names, an organisation that all who see the tie see."""
        folded = fold(typed.split(" · ")[0])
        if not folded:
            return self.none()
        places = self.filter(place__names__folded__contains=folded).order_by().values("pk")
        bodies = self.names_shared("organisation").filter(organisation__folded__contains=folded).order_by().values("pk")
        rows = self.filter(Q(pk__in=places) | Q(pk__in=bodies))
        return rows.select_related("place", "organisation")


class Tie(Aimed):
    """A dated relation between us (the owner's organisation) and a place, or an organisation."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner city")
        SISTER = "sister", _("sister city")
        MEMORANDUM = "memorandum", _("memorandum of understanding")
        AGREEMENT = "agreement", _("cooperation agreement")
        LETTER = "letter", _("letter of intent")
        INFORMAL = "informal", _("informal cooperation")
        HOST = "host", _("host city")

    class Status(models.TextChoices):
        PROSPECT = "prospect", _("prospect")
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("dormant")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")

    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("When the tie is with an organisation and not with the city itself."),
    )
    kind = models.CharField(_("kind, as we see it"), max_length=10, choices=Kind)
    kind_there = models.CharField(_("kind, as they see it"), max_length=10, choices=Kind, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.PROSPECT)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    decision = models.CharField(_("decision"), max_length=60, blank=True, help_text=_("HEL 2018-007171 § 97"))
    reason = models.TextField(_("reason for the status"), blank=True)
    review = PartialDateField(_("review due"))

    objects = TieQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        ordering = ["place__local_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="tie_ends_after_it_begins",
                condition=Q(ends="") | Q(begins="") | Q(ends__gte=F("begins")),
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                name="tie_has_another_side",
                condition=Q(place__isnull=False) | Q(organisation__isnull=False),
                violation_error_message=_("Say with whom: a place, an organisation or both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_side} · {self.get_kind_display()} · {self.get_status_display()}"

    def answers_to(self, folded: str) -> bool:
        return folded in {fold(str(self)), fold(self.other_side)}

    @property
    def other_side(self) -> str:
        """With whom: the organisation where there is one, else the place."""
        return self.name_of(self.organisation) or str(self.place)


# What lists call the column.
setattr(Tie.other_side.fget, "short_description", _("with whom"))  # type: ignore[attr-defined]  # noqa: B010


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
