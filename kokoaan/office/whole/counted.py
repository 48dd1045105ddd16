"""The counts of one kind of record, made in the database: a few queries, however many rows there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from kokoaan.lib.ages import AGES, of_age
from kokoaan.office.whole.asked import ENDED, Asked
from kokoaan.records.models.record import HOLDS
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.sleeping import asleep

Dimensions = tuple[str, str, int]


@dataclass(frozen=True)
class Counted:
    """`by` counts rows by (status, kind or level, owner), ended ones too; all the rest counts those not ended."""

    model: type[Aimed]
    by: Counter[Dimensions]
    ages: Mapping[str, int]
    goals: Mapping[int, int]
    due: int
    never: int
    held: int
    aimless: int
    asleep: int

    @property
    def statuses(self) -> Counter[str]:
        return summed((status, count) for (status, _second, _owner), count in self.by.items())

    @property
    def seconds(self) -> Counter[str]:
        return summed((second, count) for (_status, second, _owner), count in self.standing)

    @property
    def owners(self) -> Counter[int]:
        return summed((owner, count) for (_status, _second, owner), count in self.standing)

    @property
    def standing(self) -> list[tuple[Dimensions, int]]:
        return [(key, count) for key, count in self.by.items() if key[0] != ENDED]

    @property
    def total(self) -> int:
        return sum(count for _key, count in self.standing)


def summed(pairs: Iterable[tuple[Any, int]]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, count in pairs:
        found[key] += count
    return found


def counted(asked: Asked, model: type[Aimed], second: str) -> Counted:
    """`second` is the column that says what sort of row it is: a tie's kind, a membership's level."""
    grouped = asked.rows(model).order_by().values_list("status", second, "owner").annotate(count=Count("pk"))
    standing = asked.standing(model)
    ages = {f"age_{number}": of_age("begins", band, asked.day) for number, band in enumerate(AGES)}
    wanted = {
        **ages,
        "due": Q(review__gt="", review__lte=asked.day.isoformat()),
        "never": Q(confirmed=None),
        "held": Q(confirmed__gte=asked.day - HOLDS),
    }
    counts = standing.aggregate(**{name: Count("pk", filter=rows) for name, rows in wanted.items()})
    return Counted(
        model,
        summed(((status, kind, owner), count) for status, kind, owner, count in grouped),
        {band: counts[f"age_{number}"] for number, band in enumerate(AGES)},
        goals_of(asked, standing),
        counts["due"],
        counts["never"],
        counts["held"],
        standing.without_goal(asked.user).count(),
        asleep(standing, asked.user, asked.day).count(),
    )


def goals_of(asked: Asked, standing: Any) -> dict[int, int]:
    """How many rows hang on each goal of the term."""
    wanted = [goal.pk for goal in asked.goals if goal.term == asked.term]
    return dict(standing.filter(goals__in=wanted).order_by().values_list("goals").annotate(count=Count("pk")))
