"""Memberships in the overall picture."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from kokoaan.networks.models import Membership
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.counted import Counted, counted
from kokoaan.office.whole.coverage import honestly
from kokoaan.office.whole.figure import Figure, Section
from kokoaan.office.whole.sections import STANDING, by_age, by_choice, by_goal, by_unit, care


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
    return Section(
        "statuses", _("Memberships by status"), figures, _("No membership is entered yet."), note=note, note_url=url
    )


def fees(asked: Asked) -> Section:
    """What the active memberships say that they cost a year, by currency."""
    active = asked.rows(Membership).filter(status=Membership.Status.ACTIVE)
    stated = active.exclude(fee=None).order_by("currency")
    sums = stated.values_list("currency").annotate(sum=Sum("fee"), rows=Count("pk"))
    url = asked.listed(Membership, status=Membership.Status.ACTIVE, paying="stated")
    figures = [Figure(currency or _("no currency"), rows, url, amount=total) for currency, total, rows in sums]
    told = {"with": sum(figure.count for figure in figures), "all": active.count()}
    note = _("A year; %(with)d of %(all)d active memberships say their fee.") % told if figures else ""
    return Section("fees", _("Membership fees entered"), figures, _("No active membership says its fee."), note=note)
