"""Everything about one place, country, organisation, unit or goal: what matters now, then all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.lib.frame import framed
from kokoaan.lib.paging import page_said
from kokoaan.office.about import layout, relations
from kokoaan.office.about.gathering import FETCHED, Held, gathered, now
from kokoaan.office.about.head import deeds, head
from kokoaan.office.about.kinds import BY_NAME
from kokoaan.office.about.of_ties import contradiction
from kokoaan.office.about.subjects import Subject, subject_or_404
from kokoaan.office.about.themes import themes_of
from kokoaan.office.about.timeline import by_year, dated, timeline
from kokoaan.people.acting import units_of
from kokoaan.people.models import Unit, User

# Rows on a page of one kind, and the last page that is made.
A_PAGE, FURTHEST = 50, 400
MOST_DUE = 8
# How far back the pages of a timeline go.
FURTHEST_BACK = 40


@require_safe
def about(request: HttpRequest, kind: str, key: Any) -> HttpResponse:
    """All of it on one page; `?show=` a kind, the timeline or `now` gives every row of that, page by page."""
    user = cast(User, request.user)
    subject = subject_or_404(kind, key, user)
    show = request.GET.get("show", "")
    if show == "timeline":
        return whole_timeline(request, subject, user)
    if show == "now":
        return all_of_now(request, subject, user)
    if show in BY_NAME:
        return listing(request, subject, user, show)
    return everything(request, subject, user)


def everything(request: HttpRequest, subject: Subject, user: User) -> HttpResponse:
    day = timezone.localdate()
    found = gathered(subject, user, day)
    due = now(found)
    made = relations.sorts(subject, found)
    line = timeline(found, day)
    frame = common(subject, user)
    context = {
        **frame,
        "deeds": deeds(subject, user, themes_of(subject, user), frame["head"].tie),
        "due": due[:MOST_DUE],
        "more_due": max(0, len(due) - MOST_DUE),
        "others": others(subject, found, units_of(user)),
        "nothing": what_next(subject, found),
        "contradiction": contradiction(subject, user),
        "found": found,
        "timeline": line,
        "timeline_legend": [(drawn, said) for drawn, said in words() if line and drawn in line.drawn],
        "relations": made,
        "pictures": [layout.wide(made), layout.narrow(made)] if made else [],
        "table": relations.table(made),
        "legend": legend(made),
    }
    return render(request, "office/about.html", context)


def common(subject: Subject, user: User) -> dict[str, Any]:
    frame = framed((reverse("office:search"), _("Search")), ("", subject.name), icon="view")
    return {**frame, "subject": subject, "head": head(subject, user)}


def others(subject: Subject, found: Iterable[Held], own: Iterable[Unit]) -> list[Unit]:
    """Who else of us deals with it, as the latest rows say."""
    if subject.kind == "unit":
        return []
    mine = {unit.pk for unit in own}
    owners = {entry.owner.pk: entry.owner for one in found for entry in one.entries if entry.owner}
    return sorted((unit for pk, unit in owners.items() if pk not in mine), key=str)


def what_next(subject: Subject, found: Sequence[Held]) -> str:
    """What to do when nothing is late or due."""
    if subject.kind == "unit":
        return _("Nothing of this unit is late or due.")
    if subject.kind == "goal":
        return (
            _("Nothing that serves this goal is late or due.")
            if found
            else _("Nothing that you see serves this goal yet. Tick it in the form of a tie, a need or a meeting.")
        )
    if any(entry.owner for one in found for entry in one.entries):
        return _("Nothing is late or due.")
    return _("Nothing of ours is entered that you may see. Add a tie or a meeting note to begin with.")


def words() -> list[tuple[str, str]]:
    """How lines and bars are drawn, by what they stand for."""
    return [
        ("active", _("holds now, or a fact")),
        ("suspended", _("suspended")),
        ("past", _("dormant, ended or not known")),
        ("claim", _("claimed by a source")),
    ]


def legend(made: Sequence[relations.Sort]) -> list[tuple[str, str]]:
    """The ways in which lines are drawn here, in words."""
    used = {one.drawn for sort in made for one in sort.nodes if not one.is_rest}
    chords = any(one.others for sort in made for one in sort.nodes)
    lines = [(drawn, said) for drawn, said in words() if drawn in used]
    return [*lines, *([("chord", _("connected with each other"))] if chords else [])]


def listing(request: HttpRequest, subject: Subject, user: User, name: str) -> HttpResponse:
    """Every row of one kind, page by page."""
    kind, number = BY_NAME[name], page_said(request.GET.get("p", ""), FURTHEST)
    rows = kind.rows(subject, user)
    if rows is None:
        raise Http404
    first = (number - 1) * A_PAGE
    some = list(rows[first : first + A_PAGE + 1])
    context = {
        **common(subject, user),
        "kind": kind,
        "title": capfirst(str(kind.title)),
        "entries": [kind.entry(row, subject) for row in some[:A_PAGE]],
        **neighbours(name, number, has_next=len(some) > A_PAGE and number < FURTHEST),
    }
    return render(request, "office/about_list.html", context)


def all_of_now(request: HttpRequest, subject: Subject, user: User) -> HttpResponse:
    due = now(gathered(subject, user, timezone.localdate()))
    context = {**common(subject, user), "title": _("Now"), "due": due, **neighbours("now", 1, has_next=False)}
    return render(request, "office/about_list.html", context)


def whole_timeline(request: HttpRequest, subject: Subject, user: User) -> HttpResponse:
    number = page_said(request.GET.get("p", ""), FURTHEST_BACK)
    every = dated(gathered(subject, user, timezone.localdate(), FETCHED * number + 1))
    some = every[(number - 1) * FETCHED : number * FETCHED + 1]
    context = {
        **common(subject, user),
        "title": _("Timeline"),
        "years": by_year(some[:FETCHED]),
        **neighbours("timeline", number, has_next=len(some) > FETCHED and number < FURTHEST_BACK),
    }
    return render(request, "office/about_list.html", context)


def neighbours(show: str, number: int, *, has_next: bool) -> dict[str, Any]:
    before = f"?show={show}&p={number - 1}" if number > 1 else ""
    return {"number": number, "before": before, "after": f"?show={show}&p={number + 1}" if has_next else ""}
