from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kokoaan.records.documents import views
from kokoaan.records.models import Attachment
from kokoaan.records.register import Register
from kokoaan.records.register.forms import RecordForm, form_for


class AttachmentRegister(Register):
    """The documents of records of every kind. Each is added on the page of the record that it belongs to."""

    model = Attachment
    purpose = _("Documents that belong to records. Add one on the page of the record that it belongs to.")
    icon = "doc-full-inverse"
    comes_in_files = False
    form_fields = ("title", "dated", "language", "source")
    list_display = ("title", "name", "dated", "owner", "circle")
    list_filter = ("language", "owner", "circle")
    search_columns = ("folded",)
    add_view_class = views.Add
    inspect_view_class = views.Inspect
    inspect_template_name = "records/document.html"
    create_template_name = "records/document_add.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        download = self.construct_view(views.Download)
        return [*super().get_urlpatterns(), path("download/<uuid:uid>/", download, name="download")]

    def get_form_class(self, for_update: bool = False) -> type[RecordForm]:
        base = RecordForm if for_update else views.AddingForm
        return form_for(self.model, self.form_fields, self.form_widgets, base)

    def get_inspected(self) -> list[Any]:
        more = [self.model._meta.get_field(name) for name in ("name", "sha256")]
        return [*super().get_inspected(), *more]
