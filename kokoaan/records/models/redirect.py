from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.records.models.change import ChangeSet


class RedirectQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Those whose merge holds: a merge that was undone leads nowhere, until the undoing is undone."""
        return self.filter(changeset__state=ChangeSet.State.APPLIED)


class Redirect(models.Model):
    """A record that was merged into another: its addresses lead to that one as long as the merge holds.

    `moved` are the rows that are no records (a source's keys for one) and went along, so that an undo takes them
    back: for each model and field ("organisations.organisationidentity.organisation") their primary keys.
    """

    changeset = models.OneToOneField(ChangeSet, models.CASCADE, related_name="merge", verbose_name=_("the merge"))
    model = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of record"))
    old = models.UUIDField(_("old address"), db_index=True)
    old_key = models.BigIntegerField(_("old number"))
    new = models.UUIDField(_("leads to"), db_index=True)
    moved = models.JSONField(_("rows that went along"), default=dict)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirection")
        verbose_name_plural = _("redirections")
        indexes = [models.Index(fields=["model", "old_key"], name="redirect_by_number")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    @property
    def ends(self) -> set[UUID]:
        """The two records that the merge is about."""
        return {self.old, self.new}
