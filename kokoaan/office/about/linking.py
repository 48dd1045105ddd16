"""Which rows of a model are about a subject, as far as the reader sees both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from kokoaan.office.about.subjects import Subject
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.strategy.models import Aimed, Goal

Link = Callable[[Subject, User], Q]


def linked(
    model: type[Record], subject: Subject, user: User, links: Mapping[str, Link], *related: str, order: str = "-pk"
) -> QuerySet[Any] | None:
    """The rows that user sees and that `links` ties to the subject; units and goals are linked alike for all kinds."""
    link = {**common(model), **links}.get(subject.kind)
    if link is None:
        return None
    rows: QuerySet[Any] = model.objects.visible_to(user).filter(link(subject, user)).select_related("owner", *related)
    if issubclass(model, Aimed):
        rows = rows.prefetch_related(Prefetch("goals", Goal.objects.visible_to(user)))
    return rows.order_by(*dict.fromkeys(("-pk",) if subject.is_broad else (order, "-pk")))


def common(model: type[Record]) -> dict[str, Link]:
    links: dict[str, Link] = {"unit": lambda subject, user: Q(owner__in=subject.units)}
    if issubclass(model, Aimed):
        through: Any = model.goals.through
        name = model._meta.model_name
        links["goal"] = lambda subject, user: Q(pk__in=through.objects.filter(goal=subject.pk).values(name))
    return links


def goals_of(row: Any) -> tuple[Goal, ...]:
    """The goals that the reader sees (linked() asked for those)."""
    return tuple(row.goals.all())
