from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangeSet(models.Model):
    """Changes that belong together: one save, one import, one merge, one suggestion. The only history there is."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("accepted by")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    at = models.DateTimeField(_("time"), default=timezone.now)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("undoes"))

    class Meta:
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_state_display()}"


class Change(models.Model):
    """One field of one record: what it was, what it became, and who could see the record at that time.

    `field` is a field's name; "" stands for the record's birth (old is null) or death (new is null), whose other side
    then holds every field. Values are as JSON keeps them; foreign keys by primary key.
    """

    changeset = models.ForeignKey(ChangeSet, models.CASCADE, related_name="changes")
    model = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    record = models.UUIDField(_("record"))
    circle = models.ForeignKey("people.Circle", models.PROTECT, related_name="+", verbose_name=_("circle then"))
    field = models.CharField(max_length=60, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["record", "field"])]

    def __str__(self) -> str:
        return f"{self.record} {self.field or '*'}"
