"""List filters of records that hang on goals."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.records.register.filters import VisibleFilterSet, chosen
from kokoaan.strategy.models import Goal
from kokoaan.strategy.models.aimed import AimedQuerySet

NONE = "none"


class AimedFilterSet(VisibleFilterSet):
    goals = django_filters.ModelChoiceFilter(
        queryset=Goal.objects.none(),
        label=_("Goal"),
        null_label=_("no goal"),
        null_value=NONE,
        empty_label=_("All"),
        method="by_goal",
    )

    def by_goal(self, rows: AimedQuerySet, name: str, value: Any) -> AimedQuerySet:
        # A goal that the person cannot see is none to them.
        return rows.without_goal(self.request.user) if value == NONE else rows.filter(goals=value)


class ReviewedFilterSet(AimedFilterSet):
    """Of records that say when they are to be reviewed."""

    review = chosen(_("Review"), {"due": _("due now")}, "by_review")

    def by_review(self, rows: AimedQuerySet, name: str, value: str) -> AimedQuerySet:
        return rows.review_due(timezone.localdate())
