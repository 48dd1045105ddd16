"""The pages of goals: the strategy as a tree, and a goal with all that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from kokoaan.people.models import User
from kokoaan.records.register import listing, views
from kokoaan.strategy.models import Aimed, Goal


class GoalColumn(TitleColumn):  # type: ignore[misc]
    """The goal's number and name, as far in as it lies deep."""

    cell_template_name = "strategy/goal_cell.html"


class Tree(listing.Index):
    """The goals in the order of the tree, the newest term first."""

    def get_base_queryset(self) -> QuerySet[Any]:
        parts = Goal.objects.visible_to(self.request.user).filter(parent=OuterRef("pk")).order_by()
        counted = Subquery(parts.values("parent").annotate(count=Count("pk")).values("count"))
        listed: QuerySet[Any] = super().get_base_queryset().annotate(part_count=Coalesce(counted, 0))
        return listed

    def _get_title_column(self, field_name: str, column_class: Any = GoalColumn, **kwargs: Any) -> Any:
        return super()._get_title_column(field_name, column_class, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        title, *rest, mark = super().columns
        parts = Column("part_count", label=_("Parts"))
        successor = Column("successor", label=_("Continued by"), accessor=lambda goal: goal.name_of(goal.successor))
        return [title, parts, *rest[:-1], successor, rest[-1], mark]


@dataclass(frozen=True, slots=True)
class Hanging:
    """How many records of one kind hang on a goal, and where they are listed."""

    kind: str
    count: int
    url: str


class GoalPage(views.Inspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, goal = self.request.user, self.object
        seen = Goal.objects.visible_to(user)
        return {
            **super().get_context_data(**kwargs),
            "above": seen.filter(pk=goal.parent_id).first(),
            "parts": seen.filter(parent=goal),
            "continues": seen.filter(successor=goal),
            "continued_by": seen.filter(pk=goal.successor_id).first(),
            "hanging": hanging_on(goal, user),
        }


def hanging_on(goal: Goal, user: User) -> Sequence[Hanging]:
    """Records of every kind that can hang on goals, as far as user sees them; kinds without any are left out."""
    aimed = (model for model in apps.get_models() if issubclass(model, Aimed))
    every = (hanging(model, goal, user) for model in aimed)
    return sorted((one for one in every if one.count), key=lambda one: one.kind)


def hanging(model: type[Aimed], goal: Goal, user: User) -> Hanging:
    count = model._default_manager.visible_to(user).filter(goals=goal).count()
    url = f"{reverse(f'{model._meta.model_name}:index')}?goals={goal.pk}"
    return Hanging(capfirst(str(model._meta.verbose_name_plural)), count, url)
