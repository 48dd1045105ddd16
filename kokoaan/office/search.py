"""Search anything: one box over all that the person may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.lib.frame import framed
from kokoaan.lib.paging import last_page, page_said
from kokoaan.people.models import User
from kokoaan.records.pages import ABOUT
from kokoaan.search.folders import IndexTrouble
from kokoaan.search.kinds import KINDS, record_kinds
from kokoaan.search.searching import Hit, Page, search

SHOWN = 20
FURTHEST = 50
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as the page shows it; `parts` are the passage's words, each with whether it matches."""

    title: str
    kind: str
    url: str
    lang: str
    parts: Sequence[tuple[str, bool]]
    # Everything about it, where the title leads to its record.
    about: str = ""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    query, kind = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("kind", "")
    number = page_said(request.GET.get("p", ""), FURTHEST)
    context: dict[str, Any] = {"query": query, "kind": kind, "kinds": kinds()}
    try:
        page = asked(query, kind, number, cast(User, request.user))
        context |= {"results": results(page, cast(User, request.user)), "total": page.total}
        context |= neighbours(query, kind, number, page.total)
    except IndexTrouble as trouble:
        context["trouble"] = str(trouble)
    return render(request, "office/search.html", {**context, **framed(("", _("Search")), icon="search")})


def asked(query: str, kind: str, number: int, user: User) -> Page:
    wanted = [kind] if kind in KINDS else None
    return search(query, user, kinds=wanted, limit=SHOWN, offset=(number - 1) * SHOWN)


def neighbours(query: str, kind: str, number: int, total: int) -> dict[str, Any]:
    last = last_page(total, SHOWN, FURTHEST)

    def address(other: int) -> str:
        narrowed = {"kind": kind} if kind else {}
        return "?" + urlencode({"q": query, **narrowed, "p": str(other)})

    before = address(number - 1) if number > 1 else ""
    return {"number": number, "last": last, "before": before, "after": address(number + 1) if number < last else ""}


def kinds() -> list[tuple[str, str]]:
    """What can be looked for, by what people call it."""
    return sorted(((name, name_of(name)) for name in KINDS), key=lambda pair: pair[1])


def name_of(kind: str) -> str:
    return capfirst(str(KINDS[kind].rows().model._meta.verbose_name))


def results(page: Page, user: User) -> list[Result]:
    pages = pages_of(page.hits, user)
    return [result(hit, pages.get((hit.kind, hit.key), "") or address_of(hit)) for hit in page.hits]


def result(hit: Hit, url: str) -> Result:
    parts = tuple(hit.passage.parts()) if hit.passage else ()
    about = reverse(f"about:{hit.kind}", args=[hit.key]) if hit.kind in ABOUT and hit.kind in record_kinds() else ""
    return Result(hit.title, name_of(hit.kind), url, hit.passage.lang if hit.passage else "", parts, about)


def pages_of(hits: Iterable[Hit], user: User) -> dict[tuple[str, str], str]:
    """The register pages of the records found, one query for each kind."""
    keys: dict[str, list[str]] = {}
    for hit in hits:
        if hit.kind in record_kinds():
            keys.setdefault(hit.kind, []).append(hit.key)
    return {
        (kind, str(uid)): reverse(f"{kind}:inspect", args=[pk])
        for kind, some in keys.items()
        for pk, uid in KINDS[kind].rows().model.objects.visible_to(user).filter(uid__in=some).values_list("pk", "uid")
    }


def address_of(hit: Hit) -> str:
    """Where a fact is shown: a project on its public page, a place as everything about it; "" without a page."""
    if hit.kind == "project":
        source, _colon, key = hit.key.partition(":")
        return f"/projects/{quote(source)}/{quote(key, safe='')}/"
    if hit.kind in {"place", "country"}:
        return reverse(f"about:{hit.kind}", args=[hit.key])
    if hit.kind == "concept":
        return f"{reverse('office:search')}?{urlencode({'q': hit.title, 'kind': 'project'})}"
    if hit.kind in {"network", "namedorganisation"}:
        return f"{reverse('office:search')}?{urlencode({'q': hit.title})}"
    return ""
