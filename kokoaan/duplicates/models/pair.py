from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Pair(models.Model):
    """Two records that may be one, as `kokoaan duplicates` found them in all circles; `low` is the lesser uid.

    It holds no name and no reason: who sees both records is told these as they are now.
    """

    kind = models.CharField(_("kind of record"), max_length=40)
    low = models.UUIDField(_("one record"))
    high = models.UUIDField(_("other record"), db_index=True)
    score = models.PositiveSmallIntegerField(_("likeness, of a hundred"))

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["kind", "-score"], name="pair_best_first")]
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="pair_once"),
            models.CheckConstraint(name="pair_of_two", condition=Q(low__lt=F("high"))),
        ]

    def __str__(self) -> str:
        return f"{self.low} ~ {self.high} ({self.score})"
