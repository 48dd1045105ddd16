from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mapping(models.Model):
    """How a person reads files with these headers: {header's place: column key}, as they said last.

    Colleagues of the organisation who have said nothing yet begin with what was said last there.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("said by")
    )
    organisation = models.ForeignKey("people.Unit", models.CASCADE, related_name="+", verbose_name=_("organisation"))
    kind = models.CharField(_("kind of record"), max_length=60)
    # A digest of the headers: files from one system have the same ones.
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        constraints = [
            models.UniqueConstraint(
                fields=["by", "organisation", "kind", "signature"], name="mapping_one_for_these_headers"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"
