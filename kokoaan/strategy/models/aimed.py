from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.records.models import Record
from kokoaan.strategy.models.concept import Concept
from kokoaan.strategy.models.goal import Goal


class Aimed(Record):
    """A record that serves goals of the strategy and is about themes: the thread that the desk hangs things on."""

    goals = models.ManyToManyField(Goal, blank=True, related_name="+", verbose_name=_("goals"))
    themes = models.ManyToManyField(Concept, blank=True, related_name="+", verbose_name=_("themes"))

    class Meta:
        abstract = True
