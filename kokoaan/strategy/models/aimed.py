from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.people.models import User
from kokoaan.records.models import Record, RecordQuerySet
from kokoaan.strategy.models.concept import Concept
from kokoaan.strategy.models.goal import Goal


class AimedQuerySet(RecordQuerySet):
    def without_goal(self, user: User | AnonymousUser) -> Self:
        """Rows that hang on no goal that user sees."""
        through: Any = self.model._meta.get_field("goals").remote_field.through
        aimed = through.objects.filter(goal__in=Goal.objects.visible_to(user))
        return self.exclude(pk__in=aimed.values(self.model._meta.model_name))

    def review_due(self, day: date) -> Self:
        """Rows whose review is due on day, of a kind that has reviews; "2026" is due from the year's first day."""
        return self.filter(review__gt="", review__lte=day.isoformat())


class Aimed(Record):
    """A record that serves goals of the strategy and is about themes: the thread that the desk hangs things on."""

    goals = models.ManyToManyField(Goal, blank=True, related_name="+", verbose_name=_("goals"))
    themes = models.ManyToManyField(Concept, blank=True, related_name="+", verbose_name=_("themes"))

    objects = AimedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True
