"""Office pages of a kind of record, each a short declaration: an allow-list over Wagtail's ModelViewSet.

Every page starts from `visible_to`; saving goes through the change log; history and undo are ours. What Wagtail would
print by itself (its log, usage, copies, choosers, foreign-key selects, list filters) is replaced or not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from kokoaan.records.models import Part
from kokoaan.records.register import bulk, listing, views
from kokoaan.records.register.addresses import following
from kokoaan.records.register.filters import VisibleFilterSet, with_links
from kokoaan.records.register.forms import RecordForm, form_for
from kokoaan.records.register.seconding import Propose
from kokoaan.records.register.sections import Section
from kokoaan.records.register.together import FIELDS, Move

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Register(ModelViewSet):
    """Subclass it with `model`, `form_fields` and `list_display`; register the subclass in office/registers.py.

    `search_columns` are columns that hold folded text; they must not lead elsewhere. `form_widgets` replaces
    the form field of a model field, such as a place among 69,000.
    """

    form_fields: ClassVar[tuple[str, ...]]
    # Wagtail shows its export buttons where this holds anything; the columns are those of the form.
    list_export: ClassVar[tuple[str, ...]] = ("uid",)
    form_widgets: ClassVar[Mapping[str, forms.Field]] = {}
    # What the form is made from, where it asks more than the fields.
    form_base: ClassVar[type[RecordForm]] = RecordForm
    search_columns: ClassVar[tuple[str, ...]] = ()
    # A link to another record or a place, and the folded column there: only rows that the searcher sees are matched.
    search_linked: ClassVar[Mapping[str, str]] = {}
    list_related: ClassVar[tuple[str, ...]] = ("owner", "circle")
    filter_set: ClassVar[type[VisibleFilterSet]] = VisibleFilterSet
    # What the list is for, in a sentence or two: shown above it, and when it is empty.
    purpose: ClassVar[StrOrPromise] = ""
    # Kinds of parts that the record's page lists, each with what its rows show.
    parts: ClassVar[tuple[Section, ...]] = ()
    # The fields of the quick form (office/adding), when people may add one from anywhere; the rest has defaults.
    quick_fields: ClassVar[tuple[str, ...]] = ()
    # What may be changed in many rows at once; by default all of together.FIELDS that its form has.
    bulk_fields: ClassVar[tuple[str, ...]] = ()
    # Of these, fields that take others along: a status with its reason and date.
    bulk_moves: ClassVar[Mapping[str, Move]] = {}
    # Fields that together tell one record from another, where a file gives no address; none: those that usually do.
    identified_by: ClassVar[tuple[str, ...]] = ()
    # Fields each of which tells it alone: numbers of public registers.
    ids: ClassVar[tuple[str, ...]] = ()
    # Whether a row of a file can hold one (imports/); a document cannot.
    comes_in_files: ClassVar[bool] = True
    # What the button says that proposes that everyone sees one (records/second.py).
    propose_label: ClassVar[StrOrPromise] = _("Propose it for everyone")
    # Where a new one is written, when that is not the form of all fields.
    adding_url_name: ClassVar[str] = ""

    index_view_class = listing.Index
    add_view_class = views.Add
    edit_view_class = views.Edit
    delete_view_class = views.Delete
    inspect_view_class = views.Inspect
    history_view_class = views.History
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    # Which of them stand in the menu, and where, the office's table says (office/menu.py).
    add_to_admin_menu = True
    index_template_name = "records/index.html"
    index_results_template_name = "records/index_results.html"
    edit_template_name = "records/edit.html"
    create_template_name = "records/edit.html"
    inspect_template_name = "records/inspect.html"
    history_template_name = "records/history.html"
    delete_template_name = "records/delete.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        """The allow-list: what is not here does not exist."""
        is_proposed = self.model.asks_second and not issubclass(self.model, Part)
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.lasting("edit", self.edit_view), name="edit"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            path("inspect/<int:pk>/", self.lasting("inspect", self.inspect_view), name="inspect"),
            path("history/<int:pk>/", self.lasting("history", self.history_view), name="history"),
            path("confirm/<int:pk>/", self.confirm_view, name="confirm"),
            path("together/", self.together_view, name="together"),
            *([path("propose/<int:pk>/", self.propose_view, name="propose")] if is_proposed else []),
        ]

    def lasting(self, name: str, page: Any) -> Any:
        return following(page, self.model, self.get_url_name(name))

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_common_view_kwargs(**kwargs)
        # Usage pages list every row that points here, hidden ones too.
        return {**given, "usage_url_name": None, "register": self}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        filters = with_links(self.filter_set, self.form_widgets, self.list_filter)
        given: dict[str, Any] = super().get_index_view_kwargs(**{"base_filterset_class": filters, **kwargs})
        return given

    def get_history_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {"template_name": self.history_template_name, "header_icon": "history", **kwargs}

    @property
    def history_view(self) -> Any:
        return self.construct_view(self.history_view_class, **self.get_history_view_kwargs())

    @property
    def confirm_view(self) -> Any:
        return self.construct_view(views.Confirm)

    @property
    def propose_view(self) -> Any:
        return self.construct_view(Propose)

    @property
    def together_view(self) -> Any:
        return self.construct_view(bulk.Together, index_url_name=self.get_url_name("index"))

    def get_bulk_fields(self) -> tuple[str, ...]:
        return self.bulk_fields or tuple(name for name in FIELDS if name in (*self.form_fields, "confirmed"))

    def list_of(self, request: HttpRequest) -> models.QuerySet[Any]:
        """All rows of the list that a person looks at, as it is searched and filtered."""
        made = self.index_view
        view = made.view_class(**made.view_initkwargs)
        view.setup(request)
        rows: models.QuerySet[Any] = view.get_queryset()
        return rows

    @property
    def menu_name(self) -> str:
        return str(self.model._meta.model_name)

    @cached_property
    def search_fields(self) -> list[str]:
        """What Wagtail shows a search box for."""
        return [*self.search_columns, *self.search_linked]

    def get_form_class(self, for_update: bool = False) -> type[RecordForm]:
        return form_for(self.model, self.form_fields, self.form_widgets, self.form_base)

    def register_admin_url_finder(self) -> None:
        """Wagtail's lists would link hidden rows by name; there is nothing for them to find."""

    def get_inspected(self) -> list[models.Field[Any, Any]]:
        """The fields that a record's page shows: those of the form, but the two that say who sees it."""
        return [self.model._meta.get_field(name) for name in self.form_fields if name not in {"owner", "circle"}]
