"""Addresses that last: /id/<uid> of every record, and the page by number of one that was merged away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from kokoaan.people.models import Circle, User
from kokoaan.records.lasting import PUBLIC, record_now, uid_of_old_key
from kokoaan.records.models import Record

OFFICE = "wagtailadmin.access_admin"


@require_safe
def lasting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Lead to the record's page, through merges; 404 for who may not see it, as for a uid that never was."""
    found = record_now(uid)
    if found is not None and (page := page_for(found, request.user)):
        answer = HttpResponseRedirect(page)
        # Where it leads depends on the reader and on merges yet to come.
        answer["Cache-Control"] = "private, no-store"
        return answer
    raise Http404


def page_for(record: Record, user: Any) -> str:
    """The page on which user reads the record; "" when there is none."""
    if isinstance(user, User) and record.circle_id in user.circle_ids and user.has_perm(OFFICE):
        return reverse(f"{record._meta.model_name}:inspect", args=[record.pk])
    if record.circle_id == Circle.EVERYONE and type(record) in PUBLIC:
        return PUBLIC[type(record)](record)
    return ""


def address_of(record: Record, request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("lasting", args=[record.uid]))


Page = Callable[..., HttpResponse]


def following(page: Page, model: type[Record], name: str) -> Page:
    """The register's page called name; asked for a record that was merged away, it leads to the page of the kept one.

    Only for who sees that one; for others neither exists.
    """

    def answer(request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, *args, pk=pk, **kwargs)
        except Http404:
            if request.method not in {"GET", "HEAD"} or (uid := uid_of_old_key(model, pk)) is None:
                raise
            now = model.objects.visible_to(cast(User, request.user)).filter(uid=uid).first()
            if now is None:
                raise
            return redirect(name, now.pk)

    return answer
