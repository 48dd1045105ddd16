from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.records.models import Record

LONGEST = 2_000


class Often(models.TextChoices):
    WEEKLY = "weekly", _("once a week")
    DAILY = "daily", _("once a day")
    NEVER = "never", _("no mail: I look myself")


class Watch(Record):
    """A search of the library that is asked again: what is new among its hits is told to its person.

    Its circle shares the question, never the hits: whoever opens it finds what they may see. `query` is as
    `records.models.saved_view.normal` writes it.
    """

    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(_("search"), max_length=LONGEST)
    language = models.CharField(_("language of its digest"), max_length=2, choices=settings.LANGUAGES, default="en")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("whose"))
    often = models.CharField(_("how often mail comes"), max_length=6, choices=Often, default=Often.WEEKLY)
    folded = models.CharField(max_length=120, editable=False, default="")

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        ordering: ClassVar = ["folded", "pk"]
        indexes: ClassVar = [models.Index(fields=["user", "often"], name="watch_by_person")]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.folded = fold(self.name)[:120]

    def clean(self) -> None:
        if not self.query:
            raise ValidationError({"query": _("There is no search to watch. Search the library first.")})

    @property
    def url(self) -> str:
        """The search in the office."""
        return f"{reverse('library:find')}?{self.query}"
