"""List filters that offer what the person's visible rows hold, and nothing else."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from kokoaan.people.acting import units_of, us_of
from kokoaan.records.history import known_to
from kokoaan.records.models import RecordQuerySet


def chosen(label: Any, choices: dict[str, Any], method: str) -> Any:
    """A filter of a few choices, none of them to begin with; `method` is the filter set's."""
    return django_filters.ChoiceFilter(
        label=label, choices=list(choices.items()), method=method, empty_label=_("All"), widget=forms.RadioSelect
    )


class VisibleFilterSet(WagtailFilterSet):
    whose = chosen(_("Whose"), {"mine": _("my unit's"), "ours": _("my organisation's")}, "of_whom")
    confirmed = chosen(
        _("Last confirmed"), {"never": _("never"), "waiting": _("never, or over a year ago")}, "by_confirmation"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = self._meta.model.objects.visible_to(self.request.user)
        for item in self.filters.values():
            if isinstance(item, django_filters.ModelChoiceFilter):
                # Asked of the few that may be chosen, by their index, and not of all rows.
                held = Exists(visible.order_by().filter(**{item.field_name: OuterRef("pk")}))
                item.queryset = known_to(self.request.user, item.queryset.model).filter(held)

    def of_whom(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        user = self.request.user
        return rows.of_units(units_of(user)) if value == "mine" else rows.of_organisation(us_of(user))

    def by_confirmation(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        return rows.filter(confirmed=None) if value == "never" else rows.unconfirmed(timezone.localdate())
