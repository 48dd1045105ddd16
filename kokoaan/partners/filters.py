"""Filters of the lists of ties, agreements and commitments."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.partners.models.agreement import AgreementQuerySet
from kokoaan.partners.models.commitment import CommitmentQuerySet
from kokoaan.partners.models.tie import TieQuerySet
from kokoaan.records.register.filters import VisibleFilterSet, chosen
from kokoaan.strategy.filters import ReviewedFilterSet


class TieFilterSet(ReviewedFilterSet):
    asleep = chosen(_("Asleep"), {"yes": _("dormant, or its review is past")}, "by_sleep")

    def by_sleep(self, rows: TieQuerySet, name: str, value: str) -> TieQuerySet:
        return rows.dormant(timezone.localdate())


class AgreementFilterSet(ReviewedFilterSet):
    force = chosen(
        _("In force"), {"now": _("in force today"), "deciding": _("ends soon, or notice is due soon")}, "by_force"
    )

    def by_force(self, rows: AgreementQuerySet, name: str, value: str) -> AgreementQuerySet:
        day = timezone.localdate()
        return rows.in_force(day) if value == "now" else rows.to_decide(day)


class CommitmentFilterSet(VisibleFilterSet):
    standing = chosen(
        _("State"),
        {
            "late": _("late"),
            "due": _("late, or due within a month"),
            "open": _("open"),
            "done": _("done"),
            "withdrawn": _("withdrawn"),
        },
        "by_standing",
    )

    def by_standing(self, rows: CommitmentQuerySet, name: str, value: str) -> Any:
        day = timezone.localdate()
        asked = {"late": rows.late(day), "due": rows.due(day), "open": rows.open()}
        return asked.get(value, rows.filter(state=value))
