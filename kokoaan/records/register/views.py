"""The pages of a register."""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.db import models
from django.db.models import ProtectedError, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from kokoaan.lib.fold import fold
from kokoaan.lib.worded import WordedField
from kokoaan.people.models import User
from kokoaan.records.changing import Stale, change, create, delete
from kokoaan.records.confirming import confirm
from kokoaan.records.documents.listing import documents_of
from kokoaan.records.history import history_of
from kokoaan.records.models import ChangeSet, Part, Record
from kokoaan.records.register.filters import VisibleFilterSet
from kokoaan.records.register.inspecting import shown_fields
from kokoaan.records.register.saved_list import saved_views
from kokoaan.records.register.sections import listed
from kokoaan.records.sight import who_sees
from kokoaan.records.values import logged_fields

VERBS = ["add", "change", "delete", "view"]
# A spreadsheet would run these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Rows that hold every word of the search, in any folded column."""
        user = self.request.user
        for word in fold(self.search_query).split():
            holds = Q()
            for column in self.register.search_columns:
                holds |= Q(**{f"{column}__contains": word})
            for link, column in self.register.search_linked.items():
                other = self.model._meta.get_field(link).related_model
                holds |= Q(**{f"{link}__in": other.objects.visible_to(user).filter(**{f"{column}__contains": word})})
            # A sub-query, so that a row found by two names comes once.
            queryset = queryset.filter(pk__in=self.model.objects.filter(holds).order_by().values("pk"))
        return queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known, broken = {}, ()
        if self.filters:
            known, broken = self.filters.filters, self.filters.form.errors
        name = str(self.model._meta.model_name)
        saved = saved_views(self.request, self.request.user, name, known, broken)
        return {**super().get_context_data(**kwargs), "saved": saved}

    @cached_property
    def columns(self) -> list[Column]:
        mark = StatusTagColumn("is_example", label=gettext_lazy("Example"), accessor=example_mark, primary=False)
        return [*super().columns, mark]

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        # Wagtail's title leads to the form; ours to the record's page.
        column = self._get_title_column_class(column_class)
        return self._get_custom_column(field_name, column, get_url=self.get_inspect_url, **kwargs)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """A row of a spreadsheet; what is not a word or a number says itself what it holds."""
        fields = {field.name: field for field in self.model._meta.fields if isinstance(field, WordedField)}
        row = super().to_row_dict(item)
        return {name: fields[name].in_words(value) if name in fields else value for name, value in row.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        done = super().preprocess_field_value(field, value, export_format)
        risky = export_format == self.FORMAT_CSV and isinstance(done, str) and done.startswith(FORMULA)
        return f"'{done}" if risky else done


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
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        url = self.get_delete_url()
        return [Button(_("Delete"), url=url, icon_name="bin", priority=20)] if url else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        shown = shown_fields(self.object, self.register.get_inspected(), user)
        history = history_of(self.object, user)
        told = {"shown": shown, "sight": who_sees(self.object, user), "latest": history[:1]}
        sections = [listed(self.object, section, user) for section in self.register.parts]
        told |= {"sections": sections, "documents": documents_of(self.object, user)}
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
        done = confirm([(self.object, int(version) if version.isdecimal() else 0)], cast(User, request.user))
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
