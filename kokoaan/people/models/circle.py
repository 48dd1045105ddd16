from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.text import TextField, in_language
from kokoaan.people.models.post import DatedQuerySet, Post

if TYPE_CHECKING:
    from kokoaan.people.models.user import User


class Circle(models.Model):
    """Those who may see a record: the one rule of sight. Every record has exactly one circle."""

    EVERYONE: ClassVar[int] = 1

    uid = models.UUIDField(_("address"), default=uuid4, unique=True, editable=False)
    name = TextField(_("name"))

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")

    def __str__(self) -> str:
        return in_language(self.name, get_language() or "en")


class CircleMember(models.Model):
    """A person, or a unit with its subunits, belongs to a circle from one day to another.

    Rows are ended, never deleted: they are the log of who could see what, and of who let them in.
    """

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="members", verbose_name=_("circle"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    begins = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("circle member")
        verbose_name_plural = _("circle members")
        constraints = [
            models.CheckConstraint(
                name="circle_member_is_a_person_or_a_unit",
                condition=Q(user=None, unit__isnull=False) | Q(user__isnull=False, unit=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.circle}: {self.user or self.unit}"


def circles_of(user: User | AnonymousUser, day: date | None = None) -> frozenset[int]:
    """Return the ids of the circles that user is in on day: by name, by a post in a member unit or its subunits.

    Everyone is among them for all. Superuser rights and roles add nothing; an inactive account keeps Everyone only.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset({Circle.EVERYONE})
    day = day or timezone.localdate()
    posts = Post.objects.open_on(day).filter(user=user).values_list("unit__path", flat=True)
    units = {int(part) for path in posts for part in path.split("/") if part}
    members = CircleMember.objects.open_on(day).filter(Q(user=user) | Q(unit__in=units))
    return frozenset(members.values_list("circle", flat=True)) | {Circle.EVERYONE}
