"""The pages of a register."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from kokoaan.lib.fold import fold
from kokoaan.people.models import User
from kokoaan.records.changing import Stale, change, create, delete
from kokoaan.records.confirming import confirm
from kokoaan.records.documents.listing import documents_of
from kokoaan.records.history import history_of
from kokoaan.records.likeness import FINDERS, Finder, Like, likes_of
from kokoaan.records.models import ChangeSet, Part, Record
from kokoaan.records.pages import about_url
from kokoaan.records.register.addresses import address_of
from kokoaan.records.register.columns import Words
from kokoaan.records.register.exporting import exported
from kokoaan.records.register.filters import VisibleFilterSet
from kokoaan.records.register.inspecting import shown_fields
from kokoaan.records.register.saved_list import saved_views
from kokoaan.records.register.searching import searched
from kokoaan.records.register.sections import MORE, listed
from kokoaan.records.register.together import acts_of, title_of
from kokoaan.records.sight import who_sees
from kokoaan.records.values import logged_fields

VERBS = ["add", "change", "delete", "view"]


class Visible:
    """Every page starts from the rows that this person may see; another row does not exist (404)."""

    # Wagtail is untyped; it hands these to the view class as attributes that must exist.
    model: Any = None
    register: Any = None
    request: Any

    def get_queryset(self) -> models.QuerySet[Any]:
        visible: models.QuerySet[Any] = self.model.objects.visible_to(self.request.user)
        return visible.select_related("owner", "circle")

    def page(self, name: str, record: Record) -> str:
        return reverse(self.register.get_url_name(name), args=[record.pk])


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

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        # Wagtail's title leads to the form; ours to the record's page.
        column = self._get_title_column_class(column_class)
        return self._get_custom_column(field_name, column, get_url=self.get_inspect_url, **kwargs)

    def as_spreadsheet(self, queryset: models.QuerySet[Any], spreadsheet_format: str) -> Any:
        """The columns that an import reads; Wagtail's own writers hold the whole list in memory."""
        register = self.register
        words = Words(self.model, register.get_form_class(), register.form_fields, self.request.user)
        return exported(words, queryset, spreadsheet_format)


class TickColumn(Column):
    """A box to tick a row with, which knows the version that was looked at."""

    header_template_name = "records/_tick_header.html"
    cell_template_name = "records/_tick.html"

    def get_value(self, instance: Record) -> str:
        return f"{instance.pk}:{instance.version}"


def example_mark(record: Record) -> str:
    return _("example") if record.is_example else ""


class Saving(Visible):
    """What adding and editing share."""

    actions = ["save"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}  # type: ignore[misc]

    def get_success_url(self) -> str:
        return self.page("inspect", self.object)  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        return []


class Add(Saving, generic.CreateView):
    """A new record; `?<field>=<key>` fills in a link that the person came from, if they see what it leads to."""

    def get_initial(self) -> dict[str, Any]:
        asked = {name: int(key) for name, key in self.request.GET.items() if key.isdecimal() and len(key) < 19}
        links = {name for name in self.register.form_fields if self.model._meta.get_field(name).many_to_one}
        return {**super().get_initial(), **{name: key for name, key in asked.items() if name in links}}

    # Records that may be the same as the one that was to be added: the person has been asked.
    likes: Sequence[Like] = ()

    @property
    def finder(self) -> Finder | None:
        return FINDERS.get(self.model)

    def form_valid(self, form: Any) -> Any:
        if "add_anyway" not in self.request.POST:
            self.likes = likes_of(form.instance, self.request.user)
        if self.likes:
            self.produced_error_code = "likely"
            self.produced_error_message = _("Nothing is saved yet: this may be there already.")
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """A part's page is its whole's, to which the person goes back."""
        return page_of_whole(self.object) or super().get_success_url()

    def save_instance(self) -> Record:
        record: Record = self.form.instance
        fields = logged_fields(type(record))
        record.links = {name: keys for name, keys in self.form.values.items() if fields[name].many_to_many}
        return create(record, self.request.user, self.form.cleaned_data["change_reason"])


class Edit(Saving, generic.EditView):
    def get_side_panels(self) -> Any:
        # Wagtail's panel reads its own log and usage, which know names that are not for everyone.
        return generic.models.MediaContainer([])

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except Stale as stale:
            self.object = stale.record
            self.produced_error_code, self.produced_error_message = "stale", str(stale)
            return self.form_invalid(form.refuse(stale.record, stale.changes))

    def save_instance(self) -> Record:
        form, record = self.form, self.form.instance
        change(
            record,
            form.values,
            self.request.user,
            reason=form.cleaned_data["change_reason"],
            expected_version=form.cleaned_data["expected_version"] or 0,
        )
        return cast(Record, record)


class Delete(Visible, generic.DeleteView):
    def form_valid(self, form: Any) -> HttpResponse:
        after = page_of_whole(self.object) or reverse(self.index_url_name)
        try:
            changeset = delete(self.object, self.request.user)
        except ProtectedError:
            messages.error(self.request, _("It cannot be deleted: other records or sources point to it."))
            return redirect(self.page("inspect", self.object))
        said = self.get_success_message()
        undo = reverse("changes:undo", args=[changeset.uid])
        messages.success(self.request, format_html('{} <a href="{}">{}</a>', said, undo, _("Undo")))
        return HttpResponseRedirect(after)


class Inspect(Visible, generic.InspectView):
    """The record's page: what is known, where it can be checked, who sees it and why."""

    page_title = ""
    history_url_name = None

    def get_object(self, queryset: Any = None) -> Any:
        return found_or_404(self)

    def get_fields(self) -> list[str]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*list_crumbs(self), {"url": "", "label": str(self.object)}]

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = [HeaderButton(_("History"), url=self.page("history", self.object), icon_name="history")]
        if edit := self.get_edit_url():
            buttons.insert(0, HeaderButton(_("Edit"), url=edit, icon_name="edit"))
        if everything := about_url(self.object):
            label = _("Everything about %(name)s") % {"name": Truncator(self.object).chars(30)}
            buttons.insert(0, HeaderButton(label, url=everything, icon_name="view"))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        url = self.get_delete_url()
        buttons = [Button(_("Delete"), url=url, icon_name="bin", priority=20)] if url else []
        if finder := FINDERS.get(self.model):
            page = finder.page(self.object)
            buttons.append(Button(_("Look for duplicates"), url=page, icon_name="copy", priority=10))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        shown = shown_fields(self.object, self.register.get_inspected(), user)
        history = history_of(self.object, user)
        told: dict[str, Any] = {"shown": shown, "sight": who_sees(self.object, user), "latest": history[:1]}
        sections = [listed(self.object, section, user) for section in (*self.register.parts, *MORE[self.model])]
        told |= {"sections": sections, "documents": documents_of(self.object, user)}
        told |= {"address": address_of(self.object, self.request)}
        return {**context, **told, "confirm_url": self.get_confirm_url()}

    def get_confirm_url(self) -> str:
        return self.page("confirm", self.object) if self.user_has_permission("change") else ""


class Confirm(Visible, PermissionCheckedMixin, View):
    """Say that the record still holds. Asked without saying so, it shows the record."""

    permission_required = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.page("inspect", self.object))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        version = request.POST.get("version", "")
        try:
            done = confirm([(self.object, int(version) if version.isdecimal() else 0)], cast(User, request.user))
        except ValidationError as wrong:
            # It was right when it was written, and more has been asked since.
            messages.error(request, _("Edit it first: %(reason)s") % {"reason": " ".join(wrong.messages)})
            return self.get(request)
        if done.stale:
            messages.warning(request, _("Somebody changed it in the meantime. Read it again, then confirm it."))
        else:
            messages.success(request, _("Confirmed: it still holds today."))
        return self.get(request)


class History(Visible, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What happened to the record, as far as this person may read it, with a way back."""

    any_permission_required = VERBS
    page_title = gettext_lazy("History")
    index_url_name: str | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": self.page("inspect", self.object), "label": str(self.object)}
        return [*list_crumbs(self), own, {"url": "", "label": _("History")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        entries = history_of(self.object, self.request.user)
        may_change = self.user_has_permission("change")
        return {**context, "object": self.object, "entries": entries, "may_undo": may_change, "State": ChangeSet.State}


def page_of_whole(record: Record) -> str:
    """The page of the record that this one is a part of; "" when it is none."""
    if not isinstance(record, Part):
        return ""
    return reverse(f"{record.whole._meta.model_name}:inspect", args=[record.whole.pk])


def found_or_404(view: Any) -> Any:
    return generic.models.get_object_or_404(view.get_queryset(), pk=view.pk)


def list_crumbs(view: Any) -> list[dict[str, Any]]:
    label = str(view.model._meta.verbose_name_plural)
    return [*view.breadcrumbs_items, {"url": reverse(view.index_url_name), "label": label[:1].upper() + label[1:]}]
