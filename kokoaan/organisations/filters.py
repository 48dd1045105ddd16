from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.organisations.models.person import PersonQuerySet
from kokoaan.records.register.filters import VisibleFilterSet, chosen


class PersonFilterSet(VisibleFilterSet):
    """What a person's data need: a look, a reason, or an end."""

    care = chosen(
        _("To be looked after"),
        {
            "over": _("to be erased or renewed: the time is over"),
            "never": _("never confirmed"),
            "basis": _("no reason given for keeping it"),
            "any": _("any of these"),
        },
        "by_care",
    )

    def by_care(self, rows: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        today = timezone.localdate()
        if value == "over":
            return rows.kept_too_long(today)
        if value == "any":
            return rows.forgotten(today)
        return rows.filter(confirmed=None) if value == "never" else rows.filter(basis="")
