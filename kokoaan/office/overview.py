"""The coordinator's figures, of the rows of the own organisation that they see. Each opens its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Stage
from kokoaan.networks.models import Membership
from kokoaan.office.registers import REGISTERS
from kokoaan.office.waiting import REVIEWED
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.figure import Figure, Section
from kokoaan.office.whole.memberships import fees, statuses_of_memberships
from kokoaan.office.whole.ties import statuses_of_ties
from kokoaan.partners.models import Tie
from kokoaan.people.models import Unit, User
from kokoaan.records.models import Record
from kokoaan.review.models import Benefit
from kokoaan.review.worth import YEAR, silent_rows
from kokoaan.strategy.filters import NONE
from kokoaan.strategy.models import Aimed

# So many sums of fees are shown, the latest first.
YEARS = 6


@dataclass(frozen=True, slots=True)
class Upkeep:
    """How well one register is kept."""

    title: str
    figures: Sequence[Figure | None]


@dataclass(frozen=True, slots=True)
class Overview:
    groups: Sequence[Section]
    upkeep: Sequence[Upkeep]


def overview(user: User, us: Unit | None, day: date) -> Overview:
    asked = Asked(user, day, "ours")
    groups = [of_ties(asked), of_memberships(asked), fees(asked, YEARS), of_benefits(user, us, day), of_needs(user, us)]
    return Overview(
        [*groups, of_next_steps(user, us, day)], [upkeep(register, user, us, day) for register in REGISTERS]
    )


def ours(model: type[Record], user: User, us: Unit | None) -> Any:
    return model._default_manager.visible_to(user).of_organisation(us)


def listed(model: type[Record], **filters: str) -> str:
    """The address of the register's list with these filters, and of our organisation's rows."""
    asked = "&".join(f"{name}={value}" for name, value in {**filters, "whose": "ours"}.items())
    return f"{reverse(f'{model._meta.model_name}:index')}?{asked}"


def of_ties(asked: Asked) -> Section:
    return statuses_of_ties(asked, statuses(asked.rows(Tie)))


def of_memberships(asked: Asked) -> Section:
    return statuses_of_memberships(asked, statuses(asked.rows(Membership)))


def statuses(rows: QuerySet[Any]) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list("status").annotate(Count("pk"))))


def of_benefits(user: User, us: Unit | None, day: date) -> Section:
    """What ties, memberships and projects gave in a year, and memberships that cost and gave nothing that is logged."""
    rows = ours(Benefit, user, us).since(day - YEAR)
    figures = by_choice(rows, Benefit, "kind", Benefit.Kind.choices, within="year")
    if silent := silent_rows(user, us, day).count():
        page = f"{reverse('review:worth')}?only=silent"
        figures.append(Figure(_("memberships with a fee and no benefit logged"), silent, page))
    note, url = _("What each membership gave, beside its fee."), reverse("review:worth")
    nothing = _("No benefit is logged yet. It takes a minute.")
    return Section("benefits", _("Benefits logged in a year"), figures, nothing, note, url, _("Open"))


def of_needs(user: User, us: Unit | None) -> Section:
    figures = by_choice(ours(Need, user, us), Need, "stage", Stage.choices)
    return Section("needs", _("Needs by stage"), figures, _("No need is kept yet. Find partners, and keep the search."))


def of_next_steps(user: User, us: Unit | None, day: date) -> Section:
    rows: QuerySet[Meeting] = ours(Meeting, user, us)
    late, waiting = rows.late(day).count(), rows.waiting().count()  # type: ignore[attr-defined]
    figures = [
        Figure(_("late"), late, listed(Meeting, next="late")),
        Figure(_("not done"), waiting, listed(Meeting, next="waiting")),
    ]
    return Section("steps", _("Next steps of meetings"), figures if waiting else [], _("No next step waits."))


def by_choice(
    rows: QuerySet[Any], model: type[Record], field: str, choices: Iterable[tuple[str, Any]], **filters: str
) -> list[Figure]:
    """A figure for each value that occurs, in the order of the choices; `filters` are those of `rows`."""
    counts = dict(rows.order_by().values_list(field).annotate(Count("pk")))
    return [
        Figure(capfirst(str(label)), counts[value], listed(model, **{field: value}, **filters))
        for value, label in choices
        if counts.get(value)
    ]


def upkeep(register: Any, user: User, us: Unit | None, day: date) -> Upkeep:
    """Rows in all, without a goal, never confirmed, with a review due; None where a kind has no such thing."""
    model = register.model
    rows = ours(model, user, us)
    counts = rows.aggregate(every=Count("pk"), never=Count("pk", filter=Q(confirmed=None)))
    return Upkeep(
        capfirst(str(model._meta.verbose_name_plural)),
        [
            Figure(_("in all"), counts["every"], listed(model)),
            aimless(model, rows, user),
            Figure(_("never confirmed"), counts["never"], listed(model, confirmed="never")),
            overdue(model, rows, day),
        ],
    )


def aimless(model: type[Record], rows: Any, user: User) -> Figure | None:
    if not issubclass(model, Aimed):
        return None
    return Figure(_("without a goal"), rows.without_goal(user).count(), listed(model, goals=NONE))


def overdue(model: type[Record], rows: Any, day: date) -> Figure | None:
    if model not in REVIEWED:
        return None
    return Figure(_("review due"), rows.review_due(day).count(), listed(model, review="due"))
