"""The overall picture as a page and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.lib.frame import framed
from kokoaan.office.whole.asked import FILTERS, WHOSE, Asked, read
from kokoaan.office.whole.coverage import claimed_places, coverage
from kokoaan.office.whole.figure import Line, Section
from kokoaan.office.whole.map import MAPPED, map_of_ties
from kokoaan.office.whole.memberships import of_memberships
from kokoaan.office.whole.ties import of_ties
from kokoaan.office.whole.workbook import CONTENT_TYPE, workbook
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.places.models import Place
from kokoaan.records.register.saved_list import saved_views


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole: sections under a heading each, what they cover, and places that others claim and we have not."""

    parts: Sequence[tuple[str, str, Sequence[Section]]]
    lines: Sequence[Line]
    claimed: Sequence[Place]


def picture(asked: Asked) -> Picture:
    ties, sections = of_ties(asked)
    memberships, more = of_memberships(asked)
    claimed, claims = claimed_places(asked)
    lines = coverage(asked, ties, memberships, claimed, claims)
    parts = [("ties", _("Ties"), sections), ("memberships", _("Memberships"), more)]
    return Picture(parts, lines, claimed)


@require_safe
def picture_page(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    asked, broken = read(request.GET.dict(), user, timezone.localdate())
    whole = picture(asked)
    if request.GET.get("export") == "xlsx":
        return download(request, asked, whole)
    asked_again = request.GET.copy()
    asked_again["export"] = "xlsx"
    context = {
        "asked": asked,
        "whose": WHOSE.items(),
        "kinds": Tie.Kind.choices,
        "whole": whole,
        "map": map_of_ties(asked),
        "mapped": MAPPED,
        "saved": saved_views(request, user, "picture", FILTERS, broken),
        "export_url": f"?{asked_again.urlencode()}",
    }
    frame = framed(("", _("The overall picture")), icon="view")
    return render(request, "office/whole.html", {**context, **frame})


def download(request: HttpRequest, asked: Asked, whole: Picture) -> HttpResponse:
    sections = [(heading, section) for _key, heading, some in whole.parts for section in some]
    body = workbook(request, asked, sections, whole.lines)
    name = f'attachment; filename="kokoaan-{asked.day:%Y-%m-%d}.xlsx"'
    return HttpResponse(body, content_type=CONTENT_TYPE, headers={"Content-Disposition": name})
