"""List filters of memberships and of their fees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.networks.models import Fee
from kokoaan.networks.models.fee import FeeQuerySet
from kokoaan.networks.models.membership import MembershipQuerySet
from kokoaan.records.register.filters import VisibleFilterSet, chosen
from kokoaan.strategy.filters import LastingFilterSet


class MembershipFilterSet(LastingFilterSet):
    running = chosen(_("Running"), {"yes": _("active, or notice given")}, "by_run")
    paying = chosen(_("Fee"), {"stated": _("stated"), "unstated": _("not stated")}, "by_fee")

    def by_run(self, rows: MembershipQuerySet, name: str, value: str) -> MembershipQuerySet:
        return rows.running()

    def by_fee(self, rows: MembershipQuerySet, name: str, value: str) -> MembershipQuerySet:
        # A fee that the person cannot see is none to them.
        stated = Fee.objects.visible_to(self.request.user).values("membership")
        return rows.filter(pk__in=stated) if value == "stated" else rows.exclude(pk__in=stated)


class FeeFilterSet(VisibleFilterSet):
    of = chosen(
        _("Counted"),
        {"yearly": _("one for each membership and year"), "undated": _("those whose year is not stated")},
        "by_year",
    )

    def by_year(self, rows: FeeQuerySet, name: str, value: str) -> FeeQuerySet:
        return rows.counted() if value == "yearly" else rows.filter(year=None)
