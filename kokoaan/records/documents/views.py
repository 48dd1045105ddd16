"""Add a document to a record, and read one: only for those who see the record."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kokoaan.people.models import User
from kokoaan.records.documents.keeping import check, keep
from kokoaan.records.documents.listing import adding_url, kind_named, listed, may_add
from kokoaan.records.documents.types import Type
from kokoaan.records.models import Attachment, Record
from kokoaan.records.register import views
from kokoaan.records.register.forms import RecordForm
from kokoaan.records.register.visible import Visible


class AddingForm(RecordForm):
    """The file, and what people should know about it; its name serves as title until somebody writes one."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or plain text; 20 MB at most."),
    )
    field_order = ("file", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Empty means: as the file is called.")
        self.kind: Type | None = None

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        self.kind = check(file)
        return file


class Add(views.Add):
    """A document is added from the page of the record that it belongs to: `?of=<kind>&record=<uid>`."""

    template_name = "records/document_add.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.whole = whole_asked_for(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whole = self.whole
        page = reverse(f"{whole._meta.model_name}:inspect", args=[whole.pk]) if whole else ""
        return {**super().get_context_data(**kwargs), "whole": whole, "whole_url": page}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.whole is None:
            raise Http404
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_add_url(self) -> str:
        """Where the form is sent: it still says to which record."""
        return adding_url(self.whole) if self.whole else super().get_add_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        whole = self.whole
        new = Attachment(model=ContentType.objects.get_for_model(whole), record=whole.uid) if whole else Attachment()
        return {**super().get_form_kwargs(), "instance": new}

    def save_instance(self) -> Record:
        form, new = self.form, self.form.instance
        kept = keep(form.cleaned_data["file"], form.kind)
        new.name, new.media_type, new.size, new.sha256 = kept.name, kept.media_type, kept.size, kept.sha256
        new.title = new.title.strip() or kept.name.rpartition(".")[0]
        return super().save_instance()


def whole_asked_for(request: HttpRequest) -> Record | None:
    """The record that a document is to belong to; None when none was named. What the person cannot see is not there."""
    user = cast(User, request.user)
    if not user.is_authenticated or "of" not in request.GET:
        return None
    kind = kind_named(request.GET["of"])
    try:
        uid = UUID(request.GET.get("record", ""))
    except ValueError:
        raise Http404 from None
    if kind is None:
        raise Http404
    whole: Record = get_object_or_404(kind.objects.visible_to(user), uid=uid)
    if not may_add(whole, user):
        raise PermissionDenied
    return whole


class Inspect(views.Inspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whole = self.object.whole
        page = reverse(f"{whole._meta.model_name}:inspect", args=[whole.pk])
        told = {"document": listed(self.object), "whole": whole, "whole_url": page}
        return {**super().get_context_data(**kwargs), **told}


class Download(Visible, PermissionCheckedMixin, View):  # type: ignore[misc]
    """The file itself, to be saved and never to be run: whatever is in it, it is no page of ours."""

    any_permission_required = views.VERBS

    def get(self, request: HttpRequest, uid: UUID) -> FileResponse:
        row: Attachment = get_object_or_404(self.get_queryset(), uid=uid)
        try:
            file = row.path.open("rb")
        except FileNotFoundError:
            raise Http404(_("The file is not where it was kept. Tell the person who keeps the house.")) from None
        response = FileResponse(file, as_attachment=True, filename=row.name, content_type=row.media_type)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["Cache-Control"] = "private, no-store"
        return response
