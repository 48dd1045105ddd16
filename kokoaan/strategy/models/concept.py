from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.text import TextField, in_language
from kokoaan.records.models import Fact


class Concept(Fact):
    """A concept of a public vocabulary (YSO, SDG) with its labels; `key` is its URI."""

    label = TextField(_("label"))
    is_place = models.BooleanField(_("a place"), default=False)

    class Meta(Fact.Meta):
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")

    def __str__(self) -> str:
        return in_language(self.label, get_language() or "en")
