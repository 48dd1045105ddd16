"""The documents of a record, as its page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from kokoaan.people.models import User
from kokoaan.records.documents.types import TAKEN
from kokoaan.records.models import Attachment, Record

MOST = 50
NAMES = {kind.media_type: kind.name for kind in TAKEN}


@dataclass(frozen=True, slots=True)
class Listed:
    """One document: `about` is what it is, in a line."""

    title: str
    about: str
    url: str
    page: str


@dataclass(frozen=True, slots=True)
class Documents:
    rows: Sequence[Listed]
    add_url: str


def documents_of(record: Record, user: User) -> Documents | None:
    """Those of a record that user sees, newest first; None where documents have no documents."""
    if isinstance(record, Attachment):
        return None
    rows = Attachment.objects.visible_to(user).filter(record=record.uid)[:MOST]
    return Documents([listed(row) for row in rows], adding_url(record) if may_add(record, user) else "")


def listed(row: Attachment) -> Listed:
    said = (
        type_name(row),
        filesizeformat(row.size),
        row.dated,
        str(row.get_language_display()) if row.language else "",
    )
    page = reverse("attachment:inspect", args=[row.pk])
    return Listed(row.title, " · ".join(part for part in said if part), download_url(row), page)


def type_name(row: Attachment) -> str:
    return NAMES.get(row.media_type, row.media_type)


def download_url(row: Attachment) -> str:
    return reverse("attachment:download", args=[row.uid])


def adding_url(record: Record) -> str:
    return f"{reverse('attachment:add')}?of={record._meta.model_name}&record={record.uid}"


def may_add(record: Record, user: User) -> bool:
    """Whoever may change a record may add to its documents."""
    return user.may("change", type(record)) and user.may("add", Attachment)


def kind_named(name: str) -> type[Record] | None:
    """The kind of record of this name that can have documents."""
    kinds = (model for model in apps.get_models() if issubclass(model, Record) and model is not Attachment)
    return next((model for model in kinds if model._meta.model_name == name), None)
