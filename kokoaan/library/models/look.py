from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.library.models.watch import Watch


class Look(models.Model):
    """When its person last said that they have seen what is new in a watch. No change of the watch itself."""

    watch = models.OneToOneField(Watch, models.CASCADE, related_name="look", verbose_name=_("watch"))
    at = models.DateTimeField(_("looked"))

    class Meta:
        verbose_name = _("look at a watch")
        verbose_name_plural = _("looks at watches")

    def __str__(self) -> str:
        return f"{self.watch} {self.at:%Y-%m-%d}"
