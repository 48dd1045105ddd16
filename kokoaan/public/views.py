from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from kokoaan.public.models import Section
from kokoaan.public.rows import ties_by_status
from kokoaan.public.sections import addresses, home_url
from kokoaan.sources.listing import described, state_of
from kokoaan.sources.registry import SOURCES


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def home(request: HttpRequest) -> HttpResponse:
    """Where an address without a language leads: the front page in the language the reader chose or asks for."""
    return redirect(home_url())


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the facts come from, with licence and credit line."""
    now = timezone.now()
    rows = [described(source, now) for source in SOURCES.values()]
    return render(request, "public/sources.html", {"sources": [{**row, "state": state_of(row)} for row in rows]})


@require_safe
def ties(request: HttpRequest) -> HttpResponse:
    """The ties that the city has published: on the page of their section where there is one."""
    page = addresses()[Section.PARTNERS]
    if page != home_url():
        return redirect(page)
    return render(request, "public/ties.html", ties_by_status())
