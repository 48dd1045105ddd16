"""List filters of records that hang on goals and are about themes."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.ages import AGES, of_age
from kokoaan.records.register.filters import VisibleFilterSet, chosen
from kokoaan.strategy.models import Goal
from kokoaan.strategy.models.aimed import AimedQuerySet
from kokoaan.strategy.sleeping import asleep
from kokoaan.strategy.themes import themes_named

NONE = "none"


class ThemeFilter(django_filters.CharFilter):
    """Rows with the theme that a label names."""

    def __init__(self) -> None:
        super().__init__(label=_("Theme"), widget=forms.TextInput({"data-suggest": "theme"}))

    def filter(self, rows: AimedQuerySet, value: str) -> AimedQuerySet:
        if not value:
            return rows
        known, _unknown = themes_named([value])
        return rows.filter(themes__in=known).distinct()


class AimedFilterSet(VisibleFilterSet):
    goals = django_filters.ModelChoiceFilter(
        queryset=Goal.objects.none(),
        label=_("Goal"),
        null_label=_("no goal"),
        null_value=NONE,
        empty_label=_("All"),
        method="by_goal",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A goal without rows is asked for too: that nobody works on it is an answer.
        self.filters["goals"].queryset = Goal.objects.visible_to(self.request.user)

    def by_goal(self, rows: AimedQuerySet, name: str, value: Any) -> AimedQuerySet:
        # A goal that the person cannot see is none to them.
        return rows.without_goal(self.request.user) if value == NONE else rows.filter(goals=value)


class ReviewedFilterSet(AimedFilterSet):
    """Of records that say when they are to be reviewed."""

    review = chosen(_("Review"), {"due": _("due now")}, "by_review")

    def by_review(self, rows: AimedQuerySet, name: str, value: str) -> AimedQuerySet:
        return rows.review_due(timezone.localdate())


class LastingFilterSet(ReviewedFilterSet):
    """Of records that begin, have a status, and end."""

    ended = chosen(_("Ended"), {"no": _("not ended")}, "by_end")
    age = chosen(_("Since when"), AGES, "by_age")
    asleep = chosen(_("Asleep"), {"yes": _("called active, but nothing for two years")}, "by_sleep")

    def by_end(self, rows: AimedQuerySet, name: str, value: str) -> AimedQuerySet:
        return rows.exclude(status="ended")

    def by_age(self, rows: AimedQuerySet, name: str, value: str) -> AimedQuerySet:
        return rows.filter(of_age("begins", value, timezone.localdate()))

    def by_sleep(self, rows: AimedQuerySet, name: str, value: str) -> Any:
        return asleep(rows, self.request.user, timezone.localdate())
