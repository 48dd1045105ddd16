"""Memberships in the overall picture."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from kokoaan.networks.models import Fee, Membership
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.counted import Counted, counted
from kokoaan.office.whole.coverage import honestly, stating
from kokoaan.office.whole.figure import Figure, Section
from kokoaan.office.whole.sections import STANDING, by_age, by_choice, by_goal, by_unit, care

# Fees of so many years and currencies are shown, the latest first.
YEARS = 20


def of_memberships(asked: Asked) -> tuple[Counted, list[Section]]:
    of = counted(asked, Membership, "level")
    levels = by_choice(asked, Membership, "level", of.seconds, Membership.Level.choices, **STANDING)
    return of, [
        statuses_of_memberships(asked, of.statuses),
        Section("levels", _("By level"), levels, _("No membership is here that you may see.")),
        fees(asked),
        by_goal(asked, of),
        by_unit(asked, of),
        by_age(asked, of),
        care(asked, of),
    ]


def statuses_of_memberships(asked: Asked, counts: Counter[str]) -> Section:
    figures = by_choice(asked, Membership, "status", counts, Membership.Status.choices)
    note, url = honestly(asked.rows(Membership).entered())
    nothing = _("No membership is entered yet.")
    return Section("statuses", _("Memberships by status"), figures, nothing, note, url, _("The motion"))


def fees(asked: Asked, most: int = YEARS) -> Section:
    """What memberships cost, for the latest years; one fee for each membership and year (`FeeQuerySet.counted`)."""
    rows = asked.rows(Fee)
    grouped = rows.counted().order_by("-year", "currency").values_list("year", "currency")
    figures = [
        Figure(
            f"{year} · {currency}",
            count,
            asked.listed(Fee, of="yearly", year=year, currency=currency),
            amount=total,
        )
        for year, currency, total, count in grouped.annotate(sum=Sum("amount"), count=Count("pk"))[:most]
    ]
    if undated := rows.filter(year=None).count():
        figures.append(Figure(_("year not stated"), undated, asked.listed(Fee, of="undated")))
    running = asked.rows(Membership).running()
    told = {"with": running.filter(stating(asked)).count(), "all": running.count()}
    note = _("%(with)d of %(all)d running memberships say a fee.") % told
    return Section("fees", _("Membership fees by year"), figures, _("No membership says its fee."), note)
