from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.money import CurrencyField, in_currency
from kokoaan.networks.models.membership import Membership
from kokoaan.records.models import Part, RecordQuerySet, by_name_of

# What was paid is known better than what was planned, and that better than what a source says in passing.
RANK = models.Case(models.When(kind="paid", then=0), models.When(kind="budgeted", then=1), default=2)


class FeeQuerySet(RecordQuerySet):
    def counted(self) -> Self:
        """One fee for each membership, year and currency: the paid one, else the budgeted, else the stated."""
        same = {name: models.OuterRef(name) for name in ("membership", "year", "currency")}
        ranked = self.model._base_manager.annotate(rank=RANK)
        better = ranked.filter(**same, rank__lt=models.OuterRef("rank"))
        return self.exclude(year=None).annotate(rank=RANK).exclude(models.Exists(better))


class Fee(Part):
    """What a membership costs in one year: as budgeted, as paid, or as a source states it.

    A source may name a sum without its year: `year` is empty then, and no sum of a year counts it.
    """

    class Kind(models.TextChoices):
        BUDGETED = "budgeted", _("budgeted")
        PAID = "paid", _("paid")
        STATED = "stated", _("stated by the source")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="fees", verbose_name=_("membership"))
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
        help_text=_("Empty where the source does not say of which year."),
    )
    amount = models.DecimalField(
        _("sum"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)], help_text=_("6000 or 6000.50")
    )
    currency = CurrencyField(_("currency"), help_text=_("Its three letters: EUR, USD, SEK."))
    kind = models.CharField(_("how it is known"), max_length=8, choices=Kind, default=Kind.PAID)
    note = models.CharField(_("notes"), max_length=300, blank=True)

    objects = FeeQuerySet.as_manager()  # type: ignore[misc]

    whole_field = "membership"

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees by year")
        ordering: ClassVar = [
            by_name_of("membership__organisation"),
            "membership_id",
            F("year").desc(nulls_last=True),
            "kind",
            "pk",
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership", "year", "kind"],
                name="fee_once_a_year_and_kind",
                violation_error_message=_(
                    "This membership has a fee of that kind for that year already. Change that one."
                ),
            ),
            models.CheckConstraint(
                name="fee_is_not_below_zero",
                condition=Q(amount__gte=0),
                violation_error_message=_("A sum of money cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_of(self.membership.organisation)} · {self.of_year} · {self.sum}"

    @property
    def of_year(self) -> str:
        return str(self.year) if self.year else gettext("year not stated")

    @property
    def sum(self) -> str:
        return in_currency(self.amount, self.currency)
