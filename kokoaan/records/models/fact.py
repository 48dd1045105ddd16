from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """Something a source claims, as it claims it. Never edited and never change-logged; everyone may read it.

    A row absent from a newer snapshot stays: `snapshot` is the last download that showed it.
    """

    source = models.SlugField(_("source"), db_index=False)
    key = models.CharField(_("key at the source"), max_length=300)
    # Not indexed: nobody looks facts up by download, and a million rows would pay for it.
    snapshot = models.ForeignKey(
        "records.Snapshot", models.PROTECT, related_name="+", db_index=False, verbose_name=_("download")
    )

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="%(class)s_unique_at_source")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class Identity(models.Model):
    """A source's key names one of our records. Moves with the record on merge; made by people or accepted by them."""

    source = models.SlugField(_("source"), db_index=False)
    key = models.CharField(_("key at the source"), max_length=300)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="%(class)s_unique_at_source")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
