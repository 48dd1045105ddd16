"""The coordinator's figures, of the rows of the own organisation that they see. Each opens its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Stage
from kokoaan.lib.money import money
from kokoaan.networks.models import Fee, Membership
from kokoaan.office.registers import REGISTERS
from kokoaan.office.waiting import REVIEWED
from kokoaan.partners.models import Tie
from kokoaan.people.models import Unit, User
from kokoaan.records.models import Record
from kokoaan.strategy.filters import NONE
from kokoaan.strategy.models import Aimed

HELSINKI = 658225
MOTION = "https://ottomeri.fi/valtuustoaloite-selvitys-helsingin-jasenyyksista-eri-yhdistyksissa/"
COUNTED = 92
# So many sums of fees are shown, the latest first.
YEARS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one sort, what they do not cover, and where that is written."""

    title: str
    figures: Sequence[Figure]
    nothing: str
    note: str = ""
    note_url: str = ""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """How well one register is kept."""

    title: str
    figures: Sequence[Figure | None]


@dataclass(frozen=True, slots=True)
class Overview:
    groups: Sequence[Figures]
    upkeep: Sequence[Upkeep]


def overview(user: User, us: Unit | None, day: date) -> Overview:
    groups = [of_ties(user, us), of_memberships(user, us), of_fees(user, us), of_needs(user, us)]
    return Overview(
        [*groups, of_next_steps(user, us, day)], [upkeep(register, user, us, day) for register in REGISTERS]
    )


def ours(model: type[Record], user: User, us: Unit | None) -> Any:
    return model._default_manager.visible_to(user).of_organisation(us)


def listed(model: type[Record], **filters: str) -> str:
    """The address of the register's list with these filters, and of our organisation's rows."""
    asked = "&".join(f"{name}={value}" for name, value in {**filters, "whose": "ours"}.items())
    return f"{reverse(f'{model._meta.model_name}:index')}?{asked}"


def of_ties(user: User, us: Unit | None) -> Figures:
    figures = by_choice(ours(Tie, user, us), Tie, "status", Tie.Status.choices)
    return Figures(_("Ties by status"), figures, _("No tie is entered yet."))


def of_memberships(user: User, us: Unit | None) -> Figures:
    rows = ours(Membership, user, us)
    figures = by_choice(rows, Membership, "status", Membership.Status.choices)
    note, url = honestly(rows.entered())
    return Figures(_("Memberships by status"), figures, _("No membership is entered yet."), note, url)


def honestly(count: int) -> tuple[str, str]:
    """How much of the whole is entered, where somebody has counted the whole."""
    if settings.CITY_GEONAMES_ID != HELSINKI:
        return ngettext("%(count)d membership entered.", "%(count)d memberships entered.", count) % {"count": count}, ""
    said = ngettext(
        "%(count)d membership entered; a council motion counted %(counted)d.",
        "%(count)d memberships entered; a council motion counted %(counted)d.",
        count,
    )
    return said % {"count": count, "counted": COUNTED}, MOTION


def of_fees(user: User, us: Unit | None) -> Figures:
    """What memberships cost, for the latest years; one fee for each membership and year (`FeeQuerySet.counted`)."""
    fees = ours(Fee, user, us)
    sums = fees.counted().order_by("-year", "currency").values("year", "currency").annotate(sum=Sum("amount"))
    figures = [
        Figure(
            f"{row['year']} · {row['currency']}",
            money(row["sum"]),
            listed(Fee, of="yearly", year=str(row["year"]), currency=row["currency"]),
        )
        for row in sums[:YEARS]
    ]
    if undated := fees.filter(year=None).count():
        figures.append(Figure(_("year not stated"), str(undated), listed(Fee, of="undated")))
    running = ours(Membership, user, us).running()
    told = {"with": running.filter(fees__in=fees).distinct().count(), "all": running.count()}
    note = _("%(with)d of %(all)d running memberships say a fee.") % told
    return Figures(_("Membership fees by year"), figures, _("No membership says its fee."), note)


def of_needs(user: User, us: Unit | None) -> Figures:
    figures = by_choice(ours(Need, user, us), Need, "stage", Stage.choices)
    return Figures(_("Needs by stage"), figures, _("No need is kept yet. Find partners, and keep the search."))


def of_next_steps(user: User, us: Unit | None, day: date) -> Figures:
    rows: QuerySet[Meeting] = ours(Meeting, user, us)
    late, waiting = rows.late(day).count(), rows.waiting().count()  # type: ignore[attr-defined]
    figures = [
        Figure(_("late"), str(late), listed(Meeting, next="late")),
        Figure(_("not done"), str(waiting), listed(Meeting, next="waiting")),
    ]
    return Figures(_("Next steps of meetings"), figures if waiting else [], _("No next step waits."))


def by_choice(rows: QuerySet[Any], model: type[Record], field: str, choices: Iterable[tuple[str, Any]]) -> list[Figure]:
    """A figure for each value that occurs, in the order of the choices."""
    counts = dict(rows.order_by().values_list(field).annotate(Count("pk")))
    return [
        Figure(capfirst(str(label)), str(counts[value]), listed(model, **{field: value}))
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
            Figure(_("in all"), str(counts["every"]), listed(model)),
            aimless(model, rows, user),
            Figure(_("never confirmed"), str(counts["never"]), listed(model, confirmed="never")),
            overdue(model, rows, day),
        ],
    )


def aimless(model: type[Record], rows: Any, user: User) -> Figure | None:
    if not issubclass(model, Aimed):
        return None
    return Figure(_("without a goal"), str(rows.without_goal(user).count()), listed(model, goals=NONE))


def overdue(model: type[Record], rows: Any, day: date) -> Figure | None:
    if model not in REVIEWED:
        return None
    return Figure(_("review due"), str(rows.review_due(day).count()), listed(model, review="due"))
