"""What stands under /practices/<uid>: what everyone sees, the same for whoever asks. All else does not exist here."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from django.views.decorators.vary import vary_on_cookie

from kokoaan.practices.linked_data import as_script, linked_data
from kokoaan.practices.models import Practice, Use
from kokoaan.practices.one_page import as_pdf
from kokoaan.practices.telling import Telling, shared
from kokoaan.practices.using import count_use
from kokoaan.practices.word import as_docx
from kokoaan.records.documents.types import PDF, WORD, Type
from kokoaan.records.lasting import uid_now


@require_safe
@vary_on_cookie
@cache_control(private=True, max_age=60)
def practice(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A practice as a page. One that was merged into another leads there."""
    found = shared(uid)
    if found is None:
        return redirect("practices:practice", shared_or_404(uid_now(uid)).uid)
    count_use(found, Use.What.PAGE, request)
    told = Telling(found)
    script = as_script(linked_data(told, request.build_absolute_uri))
    context = {"practice": found, "told": told, "linked_data": script, "not_stated": _("not stated")}
    return render(request, "practices/public/shared.html", context)


# Kept by whoever has fetched it, but asked about again each time: what is no longer for everyone is gone at once.
def taken_away(view: Any) -> Any:
    return require_safe(cache_control(public=True, no_cache=True)(conditional_page(view)))


@taken_away
def one_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = shared_or_404(uid)
    count_use(found, Use.What.PDF, request)
    return file(as_pdf(Telling(found), request.build_absolute_uri), PDF, found)


@taken_away
def word(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = shared_or_404(uid)
    count_use(found, Use.What.DOCX, request)
    return file(as_docx(Telling(found), request.build_absolute_uri), WORD, found)


@taken_away
def data(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = shared_or_404(uid)
    count_use(found, Use.What.DATA, request)
    body = json.dumps(linked_data(Telling(found), request.build_absolute_uri), ensure_ascii=False, indent=2)
    return HttpResponse(body, content_type="application/ld+json")


def file(body: bytes, kind: Type, practice: Practice) -> HttpResponse:
    name = f"practice-{practice.uid}{kind.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind.media_type, headers=headers)


def shared_or_404(uid: UUID) -> Practice:
    found = shared(uid)
    if found is None:
        raise Http404
    return found
