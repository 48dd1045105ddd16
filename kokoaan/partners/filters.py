"""Filters of the lists of ties, agreements and commitments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.partners.models import Tie
from kokoaan.partners.models.agreement import AgreementQuerySet
from kokoaan.partners.models.commitment import CommitmentQuerySet
from kokoaan.partners.models.tie import TieQuerySet
from kokoaan.places.continents import CONTINENTS
from kokoaan.places.countries import countries
from kokoaan.places.fields import PlaceFilter
from kokoaan.records.register.filters import RecordFilter, VisibleFilterSet, chosen, picked
from kokoaan.strategy.filters import NONE, LastingFilterSet, ReviewedFilterSet


def country_choices() -> Iterable[tuple[str, str]]:
    here = get_language() or "en"
    return sorted(((code, names.get(here, names["en"])) for code, names in countries().items()), key=lambda one: one[1])


class TieFilterSet(LastingFilterSet):
    """Where in the world the other side is, and what wants a decision."""

    continent = chosen(_("Continent"), {**CONTINENTS, NONE: _("not stated")}, "by_continent")
    country = picked(_("Country"), country_choices, "by_country")
    place = PlaceFilter(field_name="place", label=_("Place"))
    quiet = chosen(_("Dormant or overdue"), {"yes": _("dormant, or its review is past")}, "by_quiet")

    def by_continent(self, rows: TieQuerySet, name: str, value: str) -> TieQuerySet:
        user = self.request.user
        return rows.nowhere(user) if value == NONE else rows.on_continent(user, value)

    def by_country(self, rows: TieQuerySet, name: str, value: str) -> TieQuerySet:
        return rows.within(self.request.user, [value])

    def by_quiet(self, rows: TieQuerySet, name: str, value: str) -> TieQuerySet:
        return rows.dormant(timezone.localdate())


class AgreementFilterSet(ReviewedFilterSet):
    force = chosen(
        _("In force"), {"now": _("in force today"), "deciding": _("ends soon, or notice is due soon")}, "by_force"
    )

    def by_force(self, rows: AgreementQuerySet, name: str, value: str) -> AgreementQuerySet:
        day = timezone.localdate()
        return rows.in_force(day) if value == "now" else rows.to_decide(day)


class CommitmentFilterSet(VisibleFilterSet):
    tie = RecordFilter(model=Tie, field_name="agreement__tie", label=_("Tie"))
    standing = chosen(
        _("State"),
        {
            "late": _("late"),
            "due": _("late, or due within a month"),
            "open": _("open"),
            "done": _("done"),
            "withdrawn": _("withdrawn"),
        },
        "by_standing",
    )

    def by_standing(self, rows: CommitmentQuerySet, name: str, value: str) -> Any:
        day = timezone.localdate()
        asked = {"late": rows.late(day), "due": rows.due(day), "open": rows.open()}
        return asked.get(value, rows.filter(state=value))
