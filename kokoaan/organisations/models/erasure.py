from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That somebody was erased, when and for which sort of reason; nothing that says who it was."""

    class Why(models.TextChoices):
        ASKED = "asked", _("the person asked for it")
        OVER = "over", _("the time for keeping it is over")
        LEFT = "left", _("no longer in a function that concerns us")
        NEVER = "never", _("there was no reason to keep it")

    uid = models.UUIDField(unique=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    why = models.CharField(_("reason"), max_length=5, choices=Why)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_why_display()}"
