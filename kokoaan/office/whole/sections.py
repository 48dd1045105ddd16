"""The sections of the picture that ties and memberships share: of counts, without asking the database again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.ages import AGES
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.counted import Counted
from kokoaan.office.whole.figure import Figure, Section
from kokoaan.people.models import Unit
from kokoaan.strategy.filters import NONE
from kokoaan.strategy.sleeping import MEANING

STANDING: Mapping[str, Any] = {"ended": "no"}


def by_choice(
    asked: Asked, model: Any, field: str, counts: Counter[str], choices: Iterable[tuple[str, Any]], **filters: Any
) -> list[Figure]:
    """A figure for each value that occurs, in the order of the choices."""

    def narrowed(value: str) -> dict[str, Any]:
        return {**filters, field: value}

    return [
        asked.figure(model, capfirst(str(label)), counts[value], **narrowed(value))
        for value, label in choices
        if counts[value]
    ]


def by_goal(asked: Asked, of: Counted) -> Section:
    """The tree of the term, goals without rows too: what nobody works on is part of the picture."""
    figures = [
        asked.figure(
            of.model, f"{goal.number} {goal}", of.goals.get(goal.pk, 0), depth=goal.depth, **STANDING, goals=goal.pk
        )
        for goal in asked.goals
        if goal.term == asked.term
    ]
    figures.append(asked.figure(of.model, _("No goal"), of.aimless, **STANDING, goals=NONE))
    return Section(
        "goals",
        _("By goal, %(term)s") % {"term": asked.term} if asked.term else _("By goal"),
        figures,
        note=_("One that serves two goals counts under both. “No goal” means no goal of any term that you see."),
    )


def by_unit(asked: Asked, of: Counted) -> Section:
    """Our own units as a tree, each with what its subunits own; of other organisations the whole."""
    counts: Counter[int] = Counter()
    for owner, count in of.owners.items():
        for unit in asked.units[owner].line:
            counts[unit] += count
    shown = [unit for unit in asked.units.values() if counts[unit.pk] and is_told(unit, asked.us)]
    figures = [
        asked.figure(of.model, unit, counts[unit.pk], depth=len(unit.line) - 1, **STANDING, unit=unit.pk)
        for unit in shown
    ]
    return Section("units", _("By unit"), figures, note=_("A unit counts with its subunits."))


def is_told(unit: Unit, us: Unit | None) -> bool:
    return unit.parent_id is None or bool(us and unit.line[0] == us.pk)


def by_age(asked: Asked, of: Counted) -> Section:
    figures = [
        asked.figure(of.model, capfirst(str(label)), of.ages[band], **STANDING, age=band)
        for band, label in AGES.items()
    ]
    return Section("ages", _("By age"), figures if of.total else [])


def care(asked: Asked, of: Counted) -> Section:
    """What somebody should look at."""
    ownerless = sum(count for owner, count in of.owners.items() if owner not in asked.staffed)
    wanted: list[tuple[str, int, dict[str, Any]]] = [
        (_("Review due"), of.due, {"review": "due"}),
        (_("Asleep"), of.asleep, {"asleep": "yes"}),
        (_("Without a goal"), of.aimless, {"goals": NONE}),
        (_("Without an owner: nobody has a post in the unit"), ownerless, {"post": "empty"}),
        (_("Never confirmed"), of.never, {"confirmed": "never"}),
    ]
    figures = [asked.figure(of.model, label, count, **STANDING, **filters) for label, count, filters in wanted]
    dormant = asked.figure(of.model, _("Dormant"), of.statuses["dormant"], **STANDING, status="dormant")
    return Section("care", _("To be looked at"), [figures[0], dormant, *figures[1:]], note=str(MEANING))
