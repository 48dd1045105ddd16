"""List filters of ties: where in the world the other side is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.partners.models import TieQuerySet
from kokoaan.places.continents import CONTINENTS
from kokoaan.places.countries import countries
from kokoaan.places.fields import PlaceFilter
from kokoaan.records.register.filters import chosen, picked
from kokoaan.strategy.filters import NONE, LastingFilterSet


def country_choices() -> Iterable[tuple[str, str]]:
    here = get_language() or "en"
    return sorted(((code, names.get(here, names["en"])) for code, names in countries().items()), key=lambda one: one[1])


class TieFilterSet(LastingFilterSet):
    continent = chosen(_("Continent"), {**CONTINENTS, NONE: _("not stated")}, "by_continent")
    country = picked(_("Country"), country_choices, "by_country")
    place = PlaceFilter(field_name="place", label=_("Place"))

    def by_continent(self, rows: TieQuerySet, name: str, value: str) -> Any:
        user = self.request.user
        return rows.nowhere(user) if value == NONE else rows.within(user, continent=value)

    def by_country(self, rows: TieQuerySet, name: str, value: str) -> Any:
        return rows.within(self.request.user, pk=value)
