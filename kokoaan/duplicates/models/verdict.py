from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.people.models import User


class Says(models.TextChoices):
    SAME = "same", _("the same")
    NOT = "not", _("not the same")
    UNSURE = "unsure", _("unsure")


class Verdict(models.Model):
    """What a person said of two records; the latest for each pair. `low` is the lesser uid.

    The hashes are of the names then, of all of it where somebody was unsure: what was said holds until these change.
    No name stands here, since records have circles and this has none.
    """

    Says = Says

    low = models.UUIDField(_("one record"))
    high = models.UUIDField(_("other record"), db_index=True)
    low_named = models.CharField(max_length=16)
    high_named = models.CharField(max_length=16)
    says = models.CharField(_("verdict"), max_length=6, choices=Says)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("said by")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # Who saw the two then: the reason was written for those.
    circles = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("verdict on two records")
        verbose_name_plural = _("verdicts on two records")
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="verdict_once_a_pair"),
            models.CheckConstraint(name="verdict_on_two", condition=Q(low__lt=F("high"))),
        ]

    def reason_for(self, user: User) -> str:
        """The reason, for whoever is in the circles that the two records had when it was written."""
        return self.reason if user.circle_ids.issuperset(self.circles) else ""

    def __str__(self) -> str:
        return f"{self.low} ~ {self.high}: {self.get_says_display()}"
