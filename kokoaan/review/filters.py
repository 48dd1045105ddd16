"""List filters of benefits."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.records.register.filters import chosen
from kokoaan.review.models import BenefitQuerySet
from kokoaan.strategy.filters import AimedFilterSet


class BenefitFilterSet(AimedFilterSet):
    within = chosen(_("Logged for"), {"year": _("the last year")}, "by_day")

    def by_day(self, rows: BenefitQuerySet, name: str, value: str) -> BenefitQuerySet:
        return rows.since(timezone.localdate() - timedelta(days=365))
