from __future__ import annotations

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.people.models import User, circles_of


class ChangeSet(models.Model):
    """Changes that belong together: one save, one import, one merge, one suggestion. The only history there is."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DECLINED = "declined", _("declined")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("accepted by")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    # Why a proposal was declined.
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    # When it took effect; while it waits for somebody's answer, when it was proposed.
    at = models.DateTimeField(_("time"), default=timezone.now)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("undoes"))

    class Meta:
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        ordering = ["-at", "-pk"]
        # The few that wait are asked for by every page of a record, among all that was ever done.
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_state_display()}"


class ChangeQuerySet(models.QuerySet[Any]):
    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Changes whose record this person could see both before and after them. Today's circle is asked apart."""
        circles = user.circle_ids if isinstance(user, User) else circles_of(user)
        return self.filter(circle_before__in=circles, circle_after__in=circles)

    def hidden_from(self, user: User | AnonymousUser) -> Self:
        circles = user.circle_ids if isinstance(user, User) else circles_of(user)
        return self.exclude(circle_before__in=circles, circle_after__in=circles)


class Change(models.Model):
    """One field of one record: what it was, what it became, and who could see the record before and after.

    `field` is a field's name; "" stands for the record's birth (old is null) or death (new is null), whose other side
    then holds every field. Values are as JSON keeps them (records/values.py); foreign keys by primary key. `version`
    is the record's version that this change made; null while it is only proposed.
    """

    changeset = models.ForeignKey(ChangeSet, models.CASCADE, related_name="changes", verbose_name=_("change set"))
    model = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of record"))
    record = models.UUIDField(_("record"))
    version = models.PositiveIntegerField(_("version"), null=True)
    # Both are needed to read a change: a record that was narrowed and widened again keeps the secret in between.
    circle_before = models.ForeignKey(
        "people.Circle", models.PROTECT, related_name="+", verbose_name=_("circle before")
    )
    circle_after = models.ForeignKey("people.Circle", models.PROTECT, related_name="+", verbose_name=_("circle after"))
    field = models.CharField(_("field"), max_length=60, blank=True)
    old = models.JSONField(_("was"), null=True)
    new = models.JSONField(_("became"), null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["record", "version"])]

    def __str__(self) -> str:
        return f"{self.record} {self.field or '*'}"

    @property
    def is_birth(self) -> bool:
        return not self.field and self.old is None

    @property
    def is_death(self) -> bool:
        return not self.field and self.new is None
