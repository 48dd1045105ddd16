from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.records.models import Snapshot


class Arrival(models.Model):
    """When facts came: with this download their primary keys reached `last`. Facts themselves know only the last
    download that showed them.

    What came with the first one of a source is where the library began, and no news.
    """

    snapshot = models.OneToOneField(Snapshot, models.CASCADE, related_name="+", verbose_name=_("download"))
    last = models.BigIntegerField(_("last key"))
    is_first = models.BooleanField(_("the first of its source"))

    class Meta:
        verbose_name = _("arrival of facts")
        verbose_name_plural = _("arrivals of facts")

    def __str__(self) -> str:
        return f"{self.snapshot} {self.last}"
