"""A place in a form, typed by any name it has: no list of 69,000 rows, no script needed."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.places.models import Place
from kokoaan.places.names import Candidates, Found, find
from kokoaan.places.namesakes import doubtful, written

# Candidates are the likeliest ten.
SHOWN = 10


class PlaceField(forms.CharField):
    """Gives a Place, or None when left empty. A name of several places is answered with the candidates."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Place"))
        kwargs.setdefault("help_text", gettext_lazy("Any name it has; where several share it: Valencia, Venezuela."))
        super().__init__(**kwargs)
        self.widget.attrs["data-suggest"] = "place"

    def prepare_value(self, value: Any) -> Any:
        """A primary key, as a model form gives it, is shown as "Tallinn, Estonia"; typed text as it was typed."""
        if not isinstance(value, int):
            return value
        place = Place.objects.select_related("country").filter(pk=value).first()
        return written(place) if place else ""

    def clean(self, value: Any) -> Place | None:
        name = super().clean(value)
        return place_named(name) if name else None


class PlaceKeyField(forms.IntegerField):
    """Gives the Place of a GeoNames id: what an address holds, and nobody types."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        place = Place.objects.filter(pk=key).first() if key is not None else None
        if key is not None and place is None:
            raise ValidationError(_("No place has the number %(key)d."), params={"key": key})
        return place


class PlaceFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = PlaceKeyField


def place_named(name: str) -> Place:
    """The place that name means. Raises ValidationError with the candidates, or with spellings like it."""
    found = find(name)
    if isinstance(found, Found):
        return found.place
    if isinstance(found, Candidates):
        shown = found.places[:SHOWN]
        unsure = doubtful(shown)
        places = "; ".join(written(place, is_doubtful=place.pk in unsure) for place in shown)
        raise ValidationError(_("%(why)s Write one of: %(places)s."), params={"why": found.why, "places": places})
    like = " " + _("Spelt like it: %(names)s.") % {"names": ", ".join(found.near)} if found.near else ""
    raise ValidationError(found.why + like)
