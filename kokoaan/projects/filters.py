"""List filters of joint projects."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from kokoaan.projects.models.joint_project import JointProjectQuerySet
from kokoaan.records.register.filters import chosen
from kokoaan.strategy.filters import AimedFilterSet, ThemeFilter


class JointProjectFilterSet(AimedFilterSet):
    money = chosen(_("Money"), {"eu": _("from the EU"), "other": _("not from the EU")}, "by_money")
    theme = ThemeFilter()
    year = django_filters.NumberFilter(label=_("In the year"), method="by_year", min_value=1900, max_value=2200)

    def by_money(self, rows: JointProjectQuerySet, name: str, value: str) -> JointProjectQuerySet:
        return rows.eu_funded() if value == "eu" else rows.exclude(pk__in=rows.eu_funded().order_by().values("pk"))

    def by_year(self, rows: JointProjectQuerySet, name: str, value: Any) -> JointProjectQuerySet:
        return rows.in_year(int(value))
