"""A short page for one act on one record: a few fields, and back to the record."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kokoaan.people.models import User
from kokoaan.records.changing import Stale
from kokoaan.records.register.forms import add_errors, stale_sentence
from kokoaan.records.register.visible import Visible, found_or_404, list_crumbs, still_seen
from kokoaan.records.versions import version_said


class Acting(Visible, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]
    """Subclass it with `form_class` and `act`; the form begins from the record's version."""

    permission_required = "change"
    template_name = "partners/acting.html"
    index_url_name: str | None = None
    form_class: type[forms.Form]
    done = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object: Any = found_or_404(self)

    def act(self, form: Any, user: User, version: int) -> None:
        """Raises ValidationError or Stale when it cannot be done."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        return {}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": self.page("inspect", self.object), "label": str(self.object)}
        return [*list_crumbs(self), own, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form_class(initial=self.initial())
        told = {"form": form, "object": self.object, "back": self.page("inspect", self.object)}
        return {**super().get_context_data(**kwargs), **told}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form, user = self.form_class(request.POST), cast(User, request.user)
        if form.is_valid():
            try:
                self.act(form, user, version_said(request.POST.get("version", "")))
            except ValidationError as refused:
                add_errors(form, refused, self.object)
            except Stale as stale:
                self.object = still_seen(stale.record, user)
                form.add_error(None, stale_sentence(stale.record, stale.changes, user))
            else:
                messages.success(request, self.done)
                return redirect(self.page("inspect", self.object))
        return self.render_to_response(self.get_context_data(form=form))
