"""The register of saved views, and the address that opens one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kokoaan.people.models import User
from kokoaan.records.models import SavedView
from kokoaan.records.register import Register, views
from kokoaan.records.register.saved_list import QueryField


class AddView(views.Add):
    """A view is begun from a list, which says `?kind=tie&query=…`; then it is shown."""

    def get_initial(self) -> dict[str, Any]:
        given = {name: self.request.GET[name] for name in ("kind", "query") if name in self.request.GET}
        return {**super().get_initial(), **given}

    def get_success_url(self) -> str:
        return reverse("savedview:open", args=[self.object.uid])


class SavedViewRegister(Register):
    """Questions that are asked again, under a name and an address to share."""

    model = SavedView
    # A view is saved from the list that it shows.
    comes_in_files = False
    purpose = _(
        "Lists as somebody filtered, searched and sorted them. Save one from any list: “Save this view”. Whoever opens "
        "it sees the rows that they may see themselves."
    )
    url_prefix = "view"
    icon = "view"
    add_view_class = AddView
    inspect_template_name = "records/saved_view.html"
    form_fields = ("name", "note", "kind", "query", "owner", "circle")
    form_widgets = {"kind": forms.CharField(widget=forms.HiddenInput), "query": QueryField()}
    list_display = ("name", "list_name", "note", "owner", "circle")
    list_filter = ("owner", "circle")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<uuid:uid>/", open_view, name="open")]

    def get_inspected(self) -> list[Any]:
        return [self.model._meta.get_field("note")]


@require_safe
def open_view(request: HttpRequest, uid: Any) -> HttpResponse:
    """The list with the view's filters, for those who see the view; the rows are those that the opener sees."""
    view = get_object_or_404(SavedView.objects.visible_to(cast(User, request.user)), uid=uid)
    return redirect(view.url)
