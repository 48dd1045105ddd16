"""The world map of ties: one dot a place, a line from the city to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.places.models import Place
from kokoaan.places.worldmap import Arc, Dot, WorldMap, world_map

# Of several ties with one place, the one that says most of today.
STRONGEST = (Tie.Status.ACTIVE, Tie.Status.SUSPENDED, Tie.Status.PROSPECT, Tie.Status.DORMANT, Tie.Status.ENDED)
# A line of these would say that something is there.
NO_LINE = (Tie.Status.ENDED,)


def map_of_ties(user: User) -> WorldMap | None:
    """The ties that user sees and that have a place; None when there are none."""
    ties = Tie.objects.visible_to(user).filter(place__isnull=False).order_by("place_id", "pk")
    ties = ties.select_related("place__country", "organisation")
    at = [list(some) for _place, some in groupby(ties, key=lambda tie: tie.place_id)]
    if not at:
        return None
    dots = sorted((dot(some) for some in at), key=lambda dot: dot.label)
    city = Place.objects.select_related("country").filter(pk=settings.CITY_GEONAMES_ID).first()
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


def dot(ties: Sequence[Tie]) -> Dot:
    first = min(ties, key=lambda tie: STRONGEST.index(Tie.Status(tie.status)))
    place = first.place
    assert place is not None  # noqa: S101 - the caller asks for ties with a place
    said = "; ".join(f"{tie.get_kind_display()}, {tie.get_status_display()}" for tie in ties)
    return Dot(place, str(place), str(first.status), url=page_of(ties), note=said)


def page_of(ties: Sequence[Tie]) -> str:
    """The tie's own page; the list of them when there are several."""
    if len(ties) == 1:
        return reverse("tie:inspect", args=[ties[0].pk])
    return f"{reverse('tie:index')}?{urlencode({'q': str(ties[0].place)})}"


def legend(dots: Sequence[Dot]) -> list[tuple[str, str]]:
    """The statuses that the map shows, as its style sheet groups them."""
    shown = {one.kind for one in dots}
    lines = (
        ("active", {"active", "prospect"}, _("active, or a prospect")),
        ("suspended", {"suspended"}, _("suspended")),
        ("dormant", {"dormant", "ended"}, _("dormant or ended")),
    )
    return [(kind, words) for kind, kinds, words in lines if kinds & shown]
