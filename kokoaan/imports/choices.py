"""Choices as people write them: by label in any of our languages, or by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES

SHOWN = 12
# A select with more rows than this is no select.
MOST = 5000


class Choices:
    """The values of a choice field by what people call them."""

    def __init__(self, field: forms.Field) -> None:
        self.field = field
        self.values: dict[str, set[Any]] = defaultdict(set)
        self.labels: dict[Any, str] = {}
        for value, label in self.pairs():
            self.labels[value] = label
            self.values[fold(str(value))].add(value)
        for lang in LANGUAGES:
            with override(lang):
                for value, label in self.pairs():
                    self.values[fold(label)].add(value)

    def pairs(self) -> Iterable[tuple[Any, str]]:
        field: Any = self.field
        if isinstance(field, forms.ModelChoiceField):
            rows: Any = field.queryset
            return [(row.pk, field.label_from_instance(row)) for row in rows.all()[:MOST]]
        flat = [pair for one in field.choices for pair in (one[1] if isinstance(one[1], list | tuple) else [one])]
        return [(value, str(label)) for value, label in flat if value not in (None, "")]

    def value(self, text: str) -> Any:
        """The value that text means. Raises ValidationError that lists what may be written."""
        numbered = text.rsplit(" #", 1)
        found = self.values.get(fold(text)) or set()
        if not found and len(numbered) == 2 and numbered[1].isdecimal():
            found = {value for value in self.values.get(fold(numbered[0]), set()) if str(value) == numbered[1]}
        if len(found) == 1:
            return next(iter(found))
        labels = "; ".join([*self.labels.values()][:SHOWN]) + ("; …" if len(self.labels) > SHOWN else "")
        if found:
            raise ValidationError(
                _("Several are called “%(text)s”. Write one of: %(names)s."),
                params={"text": text, "names": "; ".join(f"{self.labels[one]} #{one}" for one in sorted(found))},
            )
        raise ValidationError(
            _("“%(text)s” is not one of the choices. Write one of: %(labels)s."),
            params={"text": text, "labels": labels},
        )


class GoalNames(Choices):
    """Goals by name, by number ("3.2") and as the boxes of the form call them."""

    def __init__(self, field: forms.Field) -> None:
        super().__init__(field)
        for lang in LANGUAGES:
            with override(lang):
                for row in self.field.queryset.all():  # type: ignore[attr-defined]
                    self.values[fold(str(row))].add(row.pk)
