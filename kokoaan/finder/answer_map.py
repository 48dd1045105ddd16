"""The answers on a map: numbers as in the list, lines for the ties we have."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kokoaan.finder.finding import Answer
from kokoaan.finder.results import Result
from kokoaan.places.models import Place
from kokoaan.places.worldmap import Arc, Dot, WorldMap, world_map


def answer_map(answer: Answer, found: Sequence[Result]) -> WorldMap | None:
    """None when no answer has a place."""
    us = answer.question.us
    ids = [one.place for one in found if one.place]
    if not ids:
        return None
    places = Place.objects.select_related("country").in_bulk(ids)
    dots = [dot(one, places[one.place]) for one in found if one.place]
    arcs = []
    if us is not None:
        dots.append(Dot(us.place, str(us.place), "us", note=_("we are here")))
        arcs = [Arc(us.place, places[one.place], one.status) for one in found if one.place and one.status]
    legend = [("match", _("numbers as in the list"))]
    for kind, words in (
        ("active", _("we have a tie")),
        ("dormant", _("a tie that is dormant or ended")),
        ("suspended", _("a tie that is suspended")),
    ):
        same = {"dormant": {"dormant", "ended"}, "active": {"active", "prospect"}}.get(kind, {kind})
        legend += [(kind, words)] if any(arc.kind in same for arc in arcs) else []
    return world_map(
        dots,
        arcs,
        world=_("Where the answers are: the world"),
        europe=_("Where the answers are: Europe"),
        legend=legend,
        size=1.8,
    )


def dot(one: Result, place: Place) -> Dot:
    kind = "suspended" if one.status == "suspended" else "match"
    return Dot(place, one.name, kind, one.number, f"#answer-{one.number}", one.lines[0].because if one.lines else "")
