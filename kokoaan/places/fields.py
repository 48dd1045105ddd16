"""A place in a form, typed by any name it has: no list of 69,000 rows, no script needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.fold import fold
from kokoaan.places.models import Country, Place

SHOWN = 5


class PlaceField(forms.CharField):
    """Gives a Place, or None when left empty. A name of several places is answered with the candidates."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Place"))
        kwargs.setdefault("help_text", gettext_lazy("Any name it has; where several share it: Valencia, Venezuela."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A primary key, as a model form gives it, is shown as "Tallinn, Estonia"; typed text as it was typed."""
        if not isinstance(value, int):
            return value
        return written(Place.objects.select_related("country").get(pk=value))

    def clean(self, value: Any) -> Place | None:
        name = super().clean(value)
        return place_named(name) if name else None


def written(place: Place) -> str:
    return f"{place}, {place.country}"


def place_named(text: str) -> Place:
    """The place that text names. Raises ValidationError, with the candidates, when it is not one place."""
    found = named(text)
    if not found and "," in text:
        name, _comma, country = text.rpartition(",")
        found = [place for place in named(name) if fold(country) in spellings(place.country)]
    if not found:
        raise ValidationError(_("No place is called “%(name)s”. Check the spelling."), params={"name": text})
    # A namesake a tenth of its size is not what anybody means; two of a size are asked about.
    if len(found) > 1 and found[0].population < 10 * found[1].population:
        told = {"name": text, "places": "; ".join(written(place) for place in found[:SHOWN])}
        raise ValidationError(_("Several places are called “%(name)s”. Write one of: %(places)s."), params=told)
    return found[0]


def named(name: str) -> list[Place]:
    """Places that have this name, the most populous first."""
    rows = Place.objects.filter(names__folded=fold(name)).select_related("country").order_by("-population", "pk")
    return list(rows.distinct())


def spellings(country: Country) -> set[str]:
    return {fold(country.code), *(fold(version.get("text", "")) for version in country.name.values())}
