"""Taking people away as vCards: one from their page, or the list as it is filtered."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from kokoaan.organisations.models import Person
from kokoaan.organisations.vcard_out import cards
from kokoaan.people.models import User
from kokoaan.records.register.listing import Index
from kokoaan.records.register.views import VERBS
from kokoaan.records.register.visible import Visible, found_or_404

TYPE = "text/vcard; charset=utf-8"


class PersonIndex(Index):
    """The list of people, which a phone can take in too: `?export=vcf`."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what people do, two queries for the whole page."""
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.prefetch_related("roles__organisation")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") != "vcf":
            return cast(HttpResponseBase, super().get(request, *args, **kwargs))
        rows = Person.objects.filter(pk__in=self.get_queryset().order_by().values("pk"))
        body = (some.encode() for some in cards(rows, cast(User, request.user)))
        return as_file(StreamingHttpResponse(body, content_type=TYPE), "contacts")

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        url = self.get_export_url("vcf")
        return [*super().header_more_buttons, Button(_("Download vCards"), url=url, icon_name="download", priority=110)]


class PersonCard(Visible, PermissionCheckedMixin, View):
    """One person's card."""

    any_permission_required = VERBS

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.pk = self.kwargs["pk"]
        person = found_or_404(self)
        body = "".join(cards(Person.objects.filter(pk=person.pk), cast(User, request.user)))
        return as_file(HttpResponse(body, content_type=TYPE), "contact")


def as_file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """A file to keep, and nothing that a browser's cache keeps: it holds personal data."""
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    response["Cache-Control"] = "no-store"
    return response
