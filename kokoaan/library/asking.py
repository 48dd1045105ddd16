"""What a person asks the library, in a form whose address can be shared."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from kokoaan.library.facets import FACETS
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
    """The box and the filters; what can be chosen is what something in the library has (finding.values_there)."""

    q = forms.CharField(label=gettext_lazy("What are you looking for?"), max_length=LONGEST, required=False)
    like = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)
    place = PlaceField(label=gettext_lazy("City"), required=False, help_text="")
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=Order, required=False)

    def __init__(self, data: Mapping[str, Any], there: Mapping[str, Set[str]]) -> None:
        super().__init__(data, auto_id="find-%s")
        self.names = {name: facet.names(there.get(name, ())) for name, facet in FACETS.items()}
        for name, names in self.names.items():
            choices = [("", ""), *names.items()]
            self.fields[name] = forms.ChoiceField(label=FACETS[name].label, choices=choices, required=False)

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
