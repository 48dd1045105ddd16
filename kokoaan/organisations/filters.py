from __future__ import annotations

import re

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.organisations.languages import codes_in
from kokoaan.organisations.models import Organisation, Role
from kokoaan.organisations.models.person import PersonQuerySet
from kokoaan.records.register.filters import VisibleFilterSet, chosen


class PersonFilterSet(VisibleFilterSet):
    """What people do and where; what their data need: a look, a reason, or an end."""

    role = django_filters.CharFilter(label=_("Role now, or organisation"), method="by_role")
    language = django_filters.CharFilter(label=_("Language"), method="by_language")

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

    def by_role(self, rows: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """People with a role that has not ended, whose function, unit or organisation holds every word."""
        user = self.request.user
        held = Role.objects.visible_to(user).held_on(timezone.localdate()).filter(person=OuterRef("pk"))
        for word in fold(value).split():
            there = Organisation.objects.visible_to(user).filter(folded__contains=word).order_by().values("pk")
            held = held.filter(Q(folded__contains=word) | Q(organisation__in=there))
        return rows.filter(Exists(held.order_by()))

    def by_language(self, rows: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """People who speak all of these, each typed by name or code."""
        for code in codes_in(value).split(", "):
            rows = rows.filter(languages__regex=rf"(^|, ){re.escape(code)}(,|$)")
        return rows

    def by_care(self, rows: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        today = timezone.localdate()
        if value == "over":
            return rows.kept_too_long(today)
        if value == "any":
            return rows.forgotten(today)
        return rows.filter(confirmed=None) if value == "never" else rows.filter(basis="")
