"""List filters of memberships: which fees are known."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.networks.models.membership import MembershipQuerySet
from kokoaan.records.register.filters import chosen
from kokoaan.strategy.filters import LastingFilterSet


class MembershipFilterSet(LastingFilterSet):
    paying = chosen(_("Fee"), {"stated": _("stated"), "unstated": _("not stated")}, "by_fee")

    def by_fee(self, rows: MembershipQuerySet, name: str, value: str) -> MembershipQuerySet:
        return rows.filter(fee__isnull=value == "unstated")
