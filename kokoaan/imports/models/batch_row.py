from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchRow(models.Model):
    """One row of a file: what it would do, and why it cannot.

    `values` are the cells by the place of their column, as text. `changes` are [column key, was, becomes] in words,
    `problems` are [column key or "", sentence]. `record` is the row of ours that it changes, at `version`.
    """

    class What(models.TextChoices):
        NEW = "new", _("new")
        CHANGE = "change", _("change")
        DUPLICATE = "duplicate", _("likely duplicate")
        ERROR = "error", _("error")
        SAME = "same", _("the same")

    batch = models.ForeignKey("imports.Batch", models.CASCADE, related_name="rows", verbose_name=_("import"))
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    number = models.PositiveIntegerField(_("row"))
    kind = models.CharField(_("kind of record"), max_length=60)
    what = models.CharField(_("what it does"), max_length=9, choices=What)
    name = models.CharField(_("name"), max_length=300, blank=True)
    record = models.UUIDField(_("record"), null=True)
    version = models.PositiveIntegerField(_("version"), null=True)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    chosen = models.BooleanField(_("chosen"), default=False)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch", "what"])]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"
