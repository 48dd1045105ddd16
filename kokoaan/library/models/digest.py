from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """What was told a person of a period: "2026-W48", "2026-11-29". The row is the claim to tell it: there is one.

    `until` is up to when hits were counted; `sent` is empty where there was nothing new.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    often = models.CharField(_("how often"), max_length=6)
    period = models.CharField(_("period"), max_length=10)
    until = models.DateTimeField(_("until"))
    sent = models.DateTimeField(_("sent"), null=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering: ClassVar = ["-until", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "period"], name="digest_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.period}"
