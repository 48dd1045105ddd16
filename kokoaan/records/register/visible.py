"""What every page of a register starts from: the rows that the person may see."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kokoaan.records.models import Record


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


def found_or_404(view: Any) -> Any:
    return get_object_or_404(view.get_queryset(), pk=view.pk)


def still_seen(record: Any, user: Any) -> Any:
    """The record as it is now; who may no longer see it is told what a stranger is told."""
    if record.circle_id not in user.circle_ids:
        raise Http404
    return record


def list_crumbs(view: Any) -> list[dict[str, Any]]:
    label = str(view.model._meta.verbose_name_plural)
    return [*view.breadcrumbs_items, {"url": reverse(view.index_url_name), "label": label[:1].upper() + label[1:]}]
