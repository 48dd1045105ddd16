from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class WhoField(forms.CharField):
    """Names with commas between, as typed; commas at the end, which choosing a suggestion leaves, are dropped."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Who"))
        kwargs.setdefault("help_text", gettext_lazy("Cities, organisations and people, with commas between."))
        super().__init__(max_length=500, **kwargs)
        self.widget.attrs["data-suggest"] = "who"

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        return ", ".join(name for part in typed.split(",") if (name := part.strip()))
