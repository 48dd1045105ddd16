"""The list of a register: its search, filters, order, counts and export."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from kokoaan.lib.fold import fold
from kokoaan.lib.money import money
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.records.models import Record
from kokoaan.records.register.columns import Words
from kokoaan.records.register.exporting import exported
from kokoaan.records.register.filters import VisibleFilterSet
from kokoaan.records.register.saved_list import saved_views
from kokoaan.records.register.searching import searched
from kokoaan.records.register.together import acts_of, title_of
from kokoaan.records.register.visible import Visible


class Index(Visible, generic.IndexView):
    """The list; its search, filters, counts and export start from visible rows."""

    base_filterset_class = VisibleFilterSet
    search_backend_name = None

    def get_base_queryset(self) -> models.QuerySet[Any]:
        return Visible.get_queryset(self).select_related(*self.register.list_related)

    def get_add_url(self) -> str | None:
        elsewhere = self.register.adding_url_name
        return reverse(elsewhere) if elsewhere and self.user_has_permission("add") else super().get_add_url()

    def get_queryset(self) -> models.QuerySet[Any]:
        listed: models.QuerySet[Any] = generic.IndexView.get_queryset(self)
        return listed

    def order_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Rows that are alike in what the list is sorted by keep one order, or paging would show some twice.

        The keys run as the column does: so one index serves the list both ways.
        """
        rows: models.QuerySet[Any] = super().order_queryset(queryset)
        order = rows.query.order_by
        return rows.order_by(*order, "-pk" if str(order[-1]).startswith("-") else "pk") if order else rows

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Rows that hold every word of the search, in any folded column."""
        return searched(queryset, fold(self.search_query).split(), self.register, self.request.user)

    def paginate_queryset(self, queryset: models.QuerySet[Any], page_size: int) -> Any:
        """The keys of a page's rows come first: all rows may have to be sorted, and none need be joined for that."""
        paginator, page, keys, several = super().paginate_queryset(queryset.values_list("pk", flat=True), page_size)
        rows = self.get_base_queryset().in_bulk(list(keys))
        page.object_list = [rows[key] for key in keys if key in rows]
        return paginator, page, page.object_list, several

    @cached_property
    def columns(self) -> list[Column]:
        mark = StatusTagColumn("is_example", label=gettext_lazy("Example"), accessor=example_mark, primary=False)
        ticks = [TickColumn("tick", label="")] if self.user_has_permission("change") else []
        return [*ticks, *super().columns, mark]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        acts = acts_of(self.register.get_bulk_fields(), self.model) if self.user_has_permission("change") else []
        query = self.request.GET.urlencode()
        address = reverse(self.register.get_url_name("together")) + (f"?{query}" if query else "")
        told = {"acts": [(one.key, title_of(one, self.model)) for one in acts], "together_url": address}
        return {**context, **told, "saved": self.saved_views()}

    def saved_views(self) -> Any:
        known, broken = {}, ()
        if self.filters:
            known, broken = self.filters.filters, self.filters.form.errors
        return saved_views(self.request, self.request.user, str(self.model._meta.model_name), known, broken)

    def _get_custom_column(self, field_name: str, column_class: Any = Column, **kwargs: Any) -> Any:
        """Wagtail's column; yes, no and sums as people write them."""
        field = next((one for one in self.model._meta.fields if one.name == field_name), None)
        if column_class is Column and isinstance(field, models.BooleanField | models.DecimalField):
            column_class = WordedColumn
        if isinstance(field, models.DateField | PartialDateField):
            kwargs.setdefault("classname", "record-day")
        return super()._get_custom_column(field_name, column_class, **kwargs)

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        # Wagtail's title leads to the form; ours to the record's page.
        column = self._get_title_column_class(column_class)
        return self._get_custom_column(field_name, column, get_url=self.get_inspect_url, **kwargs)

    def as_spreadsheet(self, queryset: models.QuerySet[Any], spreadsheet_format: str) -> Any:
        """The columns that an import reads; Wagtail's own writers hold the whole list in memory."""
        register = self.register
        words = Words(self.model, register.get_form_class(), register.form_fields, self.request.user)
        return exported(words, queryset, spreadsheet_format)


class WordedColumn(Column):
    """A yes or a no, or a sum, in the reader's language."""

    def get_value(self, instance: Record) -> str:
        value = super().get_value(instance)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return money(value) if isinstance(value, Decimal) else ""


class TickColumn(Column):
    """A box to tick a row with, which knows the version that was looked at."""

    header_template_name = "records/_tick_header.html"
    cell_template_name = "records/_tick.html"

    def get_value(self, instance: Record) -> str:
        return f"{instance.pk}:{instance.version}"


def example_mark(record: Record) -> str:
    return _("example") if record.is_example else ""
