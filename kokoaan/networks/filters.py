"""List filters of fees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.networks.models.fee import FeeQuerySet
from kokoaan.records.register.filters import VisibleFilterSet, chosen


class FeeFilterSet(VisibleFilterSet):
    of = chosen(
        _("Counted"),
        {"yearly": _("one for each membership and year"), "undated": _("those whose year is not stated")},
        "by_year",
    )

    def by_year(self, rows: FeeQuerySet, name: str, value: str) -> FeeQuerySet:
        return rows.counted() if value == "yearly" else rows.filter(year=None)
