from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.practices.models.practice import Practice


class Use(models.Model):
    """How often a public practice was opened or taken away on a day. Nothing of who did it is kept."""

    class What(models.TextChoices):
        PAGE = "page", _("page opened")
        PDF = "pdf", _("PDF taken away")
        DOCX = "docx", _("DOCX taken away")
        DATA = "data", _("data taken away")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="uses", verbose_name=_("practice"))
    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=4, choices=What)
    count = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("use of a practice")
        verbose_name_plural = _("uses of practices")
        ordering: ClassVar = ["-day", "practice", "what"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "day", "what"], name="practice_use_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.count}"
