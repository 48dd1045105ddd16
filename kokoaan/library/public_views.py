"""The public library: what everyone may see, the same for whoever is signed in."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kokoaan.library.page import page_of
from kokoaan.practices.models import Practice


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    context = page_of(request.GET, AnonymousUser(), request.path, public_address)
    return render(request, "library/practices.html", context, status=503 if "trouble" in context else 200)


def warm() -> None:
    """The page as the first visitor would ask for it: facts and the words of themes are then at hand."""
    page_of(QueryDict(), AnonymousUser(), reverse("open_library:practices"), public_address)


def public_address(practice: Practice) -> str:
    return reverse("practices:practice", args=[practice.uid])
