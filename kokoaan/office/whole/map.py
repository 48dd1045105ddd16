"""The world map of ties: a dot for each place, a line from the city to it, of counts and not of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.office.whole.asked import Asked
from kokoaan.partners.models import Tie
from kokoaan.places.models import Place
from kokoaan.places.worldmap import Arc, Dot, WorldMap, world_map

# More dots would hide one another.
MAPPED = 100
# Of several ties with one place, the one that says most of today.
STRONGEST = (Tie.Status.ACTIVE, Tie.Status.SUSPENDED, Tie.Status.PROSPECT, Tie.Status.DORMANT, Tie.Status.ENDED)
# A line of these would say that something is there.
NO_LINE = (Tie.Status.ENDED,)


class Some(NamedTuple):
    """So many ties of one status and kind with one place; `first` is the key of one of them."""

    status: str
    kind: str
    ties: int
    first: int


def map_of_ties(asked: Asked) -> WorldMap | None:
    """The places with most ties, as far as the person sees them; None when there are none."""
    at = ties_by_place(asked)
    if not at:
        return None
    places = Place.objects.select_related("country").in_bulk([*at, settings.CITY_GEONAMES_ID])
    dots = sorted((dot(asked, places[key], some) for key, some in at.items()), key=lambda dot: dot.label)
    city = places.get(settings.CITY_GEONAMES_ID)
    lines = [Arc(city, one.place, one.kind) for one in dots if city and one.kind not in NO_LINE]
    here = [Dot(city, str(city), "us", note=_("our city"))] if city else []
    return world_map(
        [*here, *dots],
        lines,
        world=_("Our ties in the world"),
        europe=_("Our ties in Europe"),
        legend=legend(dots),
        size=1.5,
    )


def ties_by_place(asked: Asked) -> Mapping[int, Sequence[Some]]:
    rows = asked.rows(Tie).order_by()
    most = rows.filter(place__isnull=False).values("place").annotate(count=Count("pk")).order_by("-count", "place")
    keys = [row["place"] for row in most[:MAPPED]]
    grouped = rows.filter(place__in=keys).values_list("place", "status", "kind")
    at: dict[int, list[Some]] = defaultdict(list)
    for place, *some in grouped.annotate(count=Count("pk"), first=Min("pk")):
        at[place].append(Some(*some))
    return at


def dot(asked: Asked, place: Place, some: Sequence[Some]) -> Dot:
    ranked = sorted(some, key=lambda one: STRONGEST.index(Tie.Status(one.status)))
    said = "; ".join(words(one) for one in ranked)
    return Dot(place, str(place), ranked[0].status, url=page_of(asked, place, some), note=said)


def words(some: Some) -> str:
    kind, status = Tie.Kind(some.kind).label, Tie.Status(some.status).label
    if some.ties == 1:
        return f"{kind}, {status}"
    told = {"count": some.ties, "kind": kind, "status": status}
    return ngettext("%(kind)s, %(status)s", "%(count)d × %(kind)s, %(status)s", some.ties) % told


def page_of(asked: Asked, place: Place, some: Sequence[Some]) -> str:
    """The tie's own page; the list of them when there are several."""
    if sum(one.ties for one in some) == 1:
        return reverse("tie:inspect", args=[some[0].first])
    return asked.listed(Tie, place=place.pk)


def legend(dots: Sequence[Dot]) -> list[tuple[str, str]]:
    """The statuses that the map shows, as its style sheet groups them."""
    shown = {one.kind for one in dots}
    lines = (
        ("active", {"active", "prospect"}, _("active, or a prospect")),
        ("suspended", {"suspended"}, _("suspended")),
        ("dormant", {"dormant", "ended"}, _("dormant or ended")),
    )
    return [(kind, words) for kind, kinds, words in lines if kinds & shown]
