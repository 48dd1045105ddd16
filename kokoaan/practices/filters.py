"""List filters of practices and of who takes them over."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kokoaan.places.fields import PlaceFilter
from kokoaan.practices.models import Adoption, Practice
from kokoaan.practices.models.practice import PracticeQuerySet
from kokoaan.records.models import RecordQuerySet
from kokoaan.records.register.filters import VisibleFilterSet, chosen
from kokoaan.strategy.filters import ReviewedFilterSet, ThemeFilter


class PracticeFilterSet(ReviewedFilterSet):
    theme = ThemeFilter()
    place = PlaceFilter(field_name="place", label=_("Place"))
    # A practice and its steps of adoption are seen by the same people.
    adopted = chosen(_("Taken over as far as"), dict(Adoption.Stage.choices), "by_adoption")

    def by_adoption(self, rows: PracticeQuerySet, name: str, value: str) -> PracticeQuerySet:
        return rows.filter(adoptions__stage=value).distinct()


class AdoptionFilterSet(VisibleFilterSet):
    origin = chosen(_("Whose practice"), dict(Practice.Origin.choices), "by_origin")
    adopter = chosen(_("By whom"), {"here": _("by us"), "elsewhere": _("by others")}, "by_adopter")

    def by_origin(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        return rows.filter(practice__origin=value)

    def by_adopter(self, rows: RecordQuerySet, name: str, value: Any) -> RecordQuerySet:
        return rows.filter(unit__isnull=value != "here")
