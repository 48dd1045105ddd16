"""Find partners, in the browser: the answers, some of them side by side, and all of them to take away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.finder.answer_map import answer_map
from kokoaan.finder.candidacy import name_of
from kokoaan.finder.comparing import compared
from kokoaan.finder.exporting import FORMATS
from kokoaan.finder.find_form import FindForm, address, examples, kept_keys
from kokoaan.finder.finding import Answer, ask, ask_about
from kokoaan.finder.matches import Order
from kokoaan.finder.models import Need
from kokoaan.finder.results import Result, named_results, results
from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.people.models import User
from kokoaan.records.models import Snapshot
from kokoaan.records.sight import who_sees
from kokoaan.search.folders import IndexTrouble

MOST_COMPARED = 4


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Ask for partners and read the evidence; the address says all that was asked and kept."""
    user = cast(User, request.user)
    form, need = FindForm(request.GET, user), need_of(request)
    context = {**framed(("", _("Find partners")), icon="search"), "form": form, "need": need, "examples": examples()}
    context |= {"narrow": [form["wanted"], form["where"], form["size"]], "more": [form["themes"], form["goal"]]}
    context["keys"] = kept_keys(request)
    if form.is_asked:
        kept = [one.key for one in need.candidates] if need else kept_keys(request)
        try:
            answer = ask(form.question, user)
        except IndexTrouble as trouble:
            return render(request, "finder/find.html", {**context, "trouble": trouble}, status=503)
        context |= answered(request, answer, results(answer, kept), need)
    return render(request, "finder/find.html", context)


def answered(request: HttpRequest, answer: Answer, found: Sequence[Result], need: Need | None) -> dict[str, Any]:
    """What the page shows of an answer: the list, the map, what has been kept, and where to go from here."""
    user, query = cast(User, request.user), request.GET
    newest = Snapshot.objects.filter(state=Snapshot.State.LOADED).order_by("-fetched_at").first()
    return {
        "answer": answer,
        "results": [(one, toggled(query, one)) for one in found],
        "named": named_results(answer),
        "map": answer_map(answer, found),
        "orders": [
            (order, address(query, order=order), order == answer.question.order)
            for order in (Order.FRESH, Order.LIKELY)
        ],
        "newest": newest,
        "kept": kept_in(need) if need else kept_here(request, answer),
        "sight": who_sees(need, user) if need else "",
        "query": query.urlencode(),
        "formats": FORMATS,
        "may_keep": user.has_perm("finder.change_need") if need else user.has_perm("finder.add_need"),
    }


def toggled(query: QueryDict, one: Result) -> str:
    """This address with the result kept, or no longer kept."""
    keys = query.getlist("keep")
    keys = [key for key in keys if key != one.key] if one.key in keys else [*keys, one.key]
    return f"{address(query, keep=keys or None)}#answer-{one.number}"


def kept_here(request: HttpRequest, answer: Answer) -> list[tuple[str, str]]:
    """Names of the candidates that the address carries, and this address without each."""
    keys, lang = kept_keys(request), get_language() or "en"
    named = [(key, name) for key in keys if (name := name_of(answer.base, key, lang))]
    return [(name, address(request.GET, keep=[one for one in keys if one != key] or None)) for key, name in named]


def kept_in(need: Need) -> list[tuple[str, str]]:
    return [(one.name, f"{reverse('need:inspect', args=[need.pk])}#{one.anchor}") for one in need.candidates]


def need_of(request: HttpRequest) -> Need | None:
    """The saved need that this search is for; none when the address names none that the person may see."""
    key = key_said(request.GET.get("for", ""))
    return (
        cast("Need | None", Need.objects.visible_to(cast(User, request.user)).filter(pk=key).first()) if key else None
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four candidates side by side: the same questions put to each."""
    user = cast(User, request.user)
    form, need = FindForm(request.GET, user), need_of(request)
    keys = kept_keys(request) or ([one.key for one in need.candidates] if need else [])
    back = f"{reverse('finder:find')}?{request.GET.urlencode()}"
    if not form.is_asked or not keys:
        messages.warning(request, _("Keep two or more of the answers first; then they can be compared."))
        return redirect(back)
    try:
        answer = ask_about(form.question, keys[:MOST_COMPARED], user)
    except IndexTrouble:
        # The page of the answers says what the trouble is.
        return redirect(back)
    context = {
        **framed((back, _("Find partners")), ("", _("Compare")), icon="search"),
        "answer": answer,
        "table": compared(results(answer)),
        "left_out": max(0, len(keys) - MOST_COMPARED),
        "back": back,
        "need": need,
    }
    return render(request, "finder/compare.html", context)


@require_safe
def export(request: HttpRequest, format: str) -> HttpResponse:
    """The answers as a workbook, as comma-separated values or for programs: the same rows in each."""
    user = cast(User, request.user)
    form, back = FindForm(request.GET, user), f"{reverse('finder:find')}?{request.GET.urlencode()}"
    if format not in FORMATS or not form.is_asked:
        return redirect(back)
    try:
        answer = ask(form.question, user)
    except IndexTrouble:
        return redirect(back)
    kind = FORMATS[format]
    response = HttpResponse(kind.written(answer, results(answer)), content_type=kind.content_type)
    name = f"kokoaan-{timezone.localdate():%Y-%m-%d}.{format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
