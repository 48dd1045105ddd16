"""Goals and themes in a form: goals as a tree of boxes, themes typed by any of their labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.keys import TOO_LONG
from kokoaan.strategy.models import Concept, Goal
from kokoaan.strategy.themes import themes_named


class GoalsField(forms.ModelMultipleChoiceField[Goal]):
    """The goals that the person may see, in the order of the tree."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Goals"))
        kwargs.setdefault("help_text", gettext_lazy("What of the city strategy this serves. None is an answer too."))
        super().__init__(Goal.objects.none(), required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Django asks the database for any number, and SQLite breaks at one that is too large for a key."""
        strange = [str(one) for one in value or () if len(str(one)) >= TOO_LONG]
        if strange:
            raise ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": strange[0][:TOO_LONG]}
            )
        return super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.term} · {obj.number} {obj}"


class ThemesField(forms.CharField):
    """Gives Concepts, typed by label with commas between; a label that nobody knows is named."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Themes"))
        kwargs.setdefault("help_text", gettext_lazy("In Finnish, Swedish or English, with commas between."))
        super().__init__(required=False, **kwargs)
        self.widget.attrs["data-suggest"] = "theme"

    def prepare_value(self, value: Any) -> Any:
        """Keys or rows, as a model form gives them, are shown by their labels; typed text as it was typed."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(map(str, rows_of(value)))

    def clean(self, value: Any) -> list[Concept]:
        typed = [word.strip() for word in super().clean(value).split(",")]
        known, unknown = themes_named([word for word in typed if word])
        if unknown:
            names = ", ".join(f"“{word}”" for word in unknown)
            raise ValidationError(
                _("No theme is called %(names)s. Write another word, or bring in the vocabulary: kokoaan fetch yso"),
                params={"names": names},
            )
        return known


def rows_of(values: Iterable[Any]) -> list[Concept]:
    values = list(values)
    rows = [value for value in values if isinstance(value, Concept)]
    return rows or list(Concept.objects.filter(pk__in=values))
