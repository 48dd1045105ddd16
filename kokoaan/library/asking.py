"""What a person asks the library, in a form whose address can be shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from kokoaan.library.facets import FACETS, Counts
from kokoaan.places.fields import PlaceField
from kokoaan.places.models import Place

LONGEST = 1_000


class Order(TextChoices):
    BEST = "", gettext_lazy("the best first")
    NEWEST = "newest", gettext_lazy("the newest first")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: words, or a thing that others are to be like; what narrows it; in which order."""

    text: str = ""
    like: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    order: str = Order.BEST.value

    @property
    def is_anything(self) -> bool:
        return bool(self.text or self.like or self.chosen)


class AskForm(forms.Form):
    """The box and the filters, whose choices are the values that something in the library has (facets.counted)."""

    q = forms.CharField(label=gettext_lazy("What are you looking for?"), max_length=LONGEST, required=False)
    like = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)
    place = PlaceField(label=gettext_lazy("City"), required=False, help_text="")
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=Order, required=False)

    def __init__(self, data: Mapping[str, Any], there: Counts) -> None:
        super().__init__(data, auto_id="find-%s")
        for facet, counts in there.items():
            choices = [("", ""), *FACETS[facet].names(counts).items()]
            self.fields[facet] = forms.ChoiceField(label=FACETS[facet].label, choices=choices, required=False)

    @property
    def asked(self) -> Asked:
        """For a valid form only."""
        data = self.cleaned_data
        place: Place | None = data["place"]
        chosen = {facet: data[facet] for facet in FACETS if data[facet]}
        if place:
            chosen["place"] = str(place.pk)
        text = " ".join(data["q"].split())
        return Asked(text, "" if text else data["like"], chosen, data["order"])
