"""What was found on a map: numbers as in the list; without a question, the places with most to learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.library.results import Result
from kokoaan.library.traits import Traits
from kokoaan.places.models import Place
from kokoaan.places.namesakes import doubtful, written
from kokoaan.places.worldmap import Dot, WorldMap, world_map

# So many places are named on the map.
NAMED = 40


def map_of_results(found: Sequence[Result]) -> WorldMap | None:
    dots = [
        Dot(one.place, one.title.text, "match", one.number, f"#found-{one.number}", str(one.place))
        for one in found
        if one.place
    ]
    if not dots:
        return None
    return world_map(
        dots,
        [],
        world=_("Where these are: the world"),
        europe=_("Where these are: Europe"),
        legend=[("match", _("numbers as in the list"))],
        size=1.8,
    )


def map_of_places(things: Iterable[Traits], path: str) -> WorldMap | None:
    """The places with most to learn from; each mark leads to what was done there."""
    counts = Counter(place for one in things for place in one.values.get("place", ()))
    most = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMED])
    places = Place.objects.select_related("country").in_bulk([int(place) for place in most])
    if not places:
        return None
    unsure = doubtful(places.values())
    dots = []
    for pk, place in places.items():
        there = urlencode({"place": written(place, is_doubtful=pk in unsure)})
        dots.append(Dot(place, str(place), "match", url=f"{path}?{there}", note=how_many(most[str(pk)])))
    return world_map(
        dots,
        [],
        world=_("Where practices come from: the world"),
        europe=_("Where practices come from: Europe"),
        size=1.2,
    )


def how_many(count: int) -> str:
    return ngettext("%(count)d practice", "%(count)d practices", count) % {"count": count}
