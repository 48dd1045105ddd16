from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outbox(models.Model):
    """A row whose place in the index is out of date. Written in the transaction that changed it.

    `kind` and `key` name the document (search/documents.py: a record's uid, a fact's "source:key"). `version` grows
    with every change: `kokoaan work` deletes the row only if it still has the version that was indexed.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=360)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(_("since"), auto_now=True)

    class Meta:
        verbose_name = _("waiting for the index")
        verbose_name_plural = _("waiting for the index")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="outbox_one_row_a_document")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
