"""List filters that offer what the person's visible rows hold, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from kokoaan.people.acting import units_of, us_of
from kokoaan.people.models import Unit
from kokoaan.records.history import known_to
from kokoaan.records.models import RecordQuerySet
from kokoaan.records.register.linking import RecordField


def chosen(label: Any, choices: dict[str, Any], method: str) -> Any:
    """A filter of a few choices, none of them to begin with; `method` is the filter set's."""
    return django_filters.ChoiceFilter(
        label=label, choices=list(choices.items()), method=method, empty_label=_("All"), widget=forms.RadioSelect
    )


def picked(label: Any, choices: Any, method: str) -> Any:
    """The same of many choices, which `choices` gives when it is asked."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method=method, empty_label=_("All"), widget=forms.Select
    )


class RecordFilter(django_filters.Filter):
    """Rows that link to one record, typed by its name as in a form; `model` is its kind."""

    field_class = RecordField


def with_links(
    base: type[VisibleFilterSet], widgets: Mapping[str, forms.Field], apart: Collection[str]
) -> type[VisibleFilterSet]:
    """The filter set with one more filter for each link that the form asks by name."""
    links = {
        name: RecordFilter(model=field.model, field_name=name, label=field.label)
        for name, field in widgets.items()
        if isinstance(field, RecordField) and name not in apart
    }
    return type(base.__name__, (base,), links)


def unit_choices() -> list[tuple[int, str]]:
    """All units in the order of the tree, each as far in as it lies deep."""
    return [(unit.pk, "\N{EM SPACE}" * (len(unit.line) - 1) + str(unit)) for unit in Unit.objects.all()]


class VisibleFilterSet(WagtailFilterSet):
    whose = chosen(_("Whose"), {"mine": _("my unit's"), "ours": _("my organisation's")}, "of_whom")
    confirmed = chosen(
        _("Last confirmed"),
        {"never": _("never"), "waiting": _("never, or over a year ago"), "held": _("within a year")},
        "by_confirmation",
    )
    unit = picked(_("Unit, with its subunits"), unit_choices, "by_unit")
    post = chosen(_("Owner"), {"empty": _("nobody has a post there")}, "by_post")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = self._meta.model.objects.visible_to(self.request.user)
        for item in self.filters.values():
            if isinstance(item, django_filters.ModelChoiceFilter):
                # Asked of the few that may be chosen, by their index, and not of all rows.
                held = Exists(visible.order_by().filter(**{item.field_name: OuterRef("pk")}))
                item.queryset = known_to(self.request.user, item.queryset.model).filter(held)
            elif isinstance(item, RecordFilter):
                item.field.user = self.request.user

    def of_whom(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        user = self.request.user
        return rows.of_units(units_of(user)) if value == "mine" else rows.of_organisation(us_of(user))

    def by_confirmation(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        today = timezone.localdate()
        if value == "never":
            return rows.filter(confirmed=None)
        return rows.held(today) if value == "held" else rows.unconfirmed(today)

    def by_unit(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        return rows.under(value)

    def by_post(self, rows: RecordQuerySet, name: str, value: str) -> RecordQuerySet:
        return rows.ownerless(timezone.localdate())
