from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """One download, kept byte for byte, so that any imported fact can be traced.

    `files` lists the kept files: [{"name", "sha256", "bytes", "path"}], path below settings.SNAPSHOT_ROOT. `state` is
    `kept` until the facts it shows have been swapped in.
    """

    class State(models.TextChoices):
        KEPT = "kept", _("kept")
        LOADED = "loaded", _("loaded")
        REFUSED = "refused", _("refused")

    source = models.SlugField(_("source"))
    url = models.CharField(_("address"), max_length=500, blank=True)
    fetched_at = models.DateTimeField(_("fetched"), default=timezone.now)
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.KEPT)
    # What the reading found: counts by kind, unknown columns, rows left unresolved with their reasons.
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-fetched_at", "-pk"]
        indexes = [models.Index(fields=["source", "state"])]

    def __str__(self) -> str:
        return f"{self.source} {self.fetched_at:%Y-%m-%d}"
