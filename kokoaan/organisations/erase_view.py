"""The page that asks before a person is erased, and why."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kokoaan.organisations.erasing import erase
from kokoaan.organisations.models import Erasure
from kokoaan.people.models import User
from kokoaan.records.register.visible import Visible, found_or_404, list_crumbs


class EraseForm(forms.Form):
    why = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=Erasure.Why.choices, widget=forms.RadioSelect, required=True
    )


class PersonErase(Visible, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask, and erase."""

    permission_required = "delete"
    template_name = "organisations/erase.html"
    index_url_name: str | None = None
    header_icon = "bin"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)
        self.form = EraseForm(request.POST or None)

    def get_page_title(self) -> str:
        return _("Erase the person")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": self.page("inspect", self.object), "label": str(self.object)}
        return [*list_crumbs(self), own, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "person": self.object, "form": self.form, "back": self.page("inspect", self.object)}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            erase(self.object, cast(User, request.user), self.form.cleaned_data["why"])
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(self.page("inspect", self.object))
        messages.success(request, _("The person is erased, and so is all that was kept about them."))
        return redirect(reverse(self.index_url_name or ""))
