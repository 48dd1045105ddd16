"""The map of the front page: our ties with places by status, and faintly the cities that share a network with us."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from kokoaan.networks.models import MembershipClaim
from kokoaan.partners.models import Tie
from kokoaan.places.models import Place
from kokoaan.places.worldmap import Arc, Dot, WorldMap, world_map
from kokoaan.public.city import our_place
from kokoaan.public.rows import public_ties

FAINT = 200
HOUR = 3600


def ties_on_a_map(page: str) -> WorldMap | None:
    """The map, whose marks open the ties on their page; None until places are loaded or a tie is public."""
    here, ties = our_place(), [tie for tie in public_ties() if tie.place]
    if here is None or not ties:
        return None
    near = [Dot(place, str(place), "faint") for place in sharing_a_network()]
    dots = [Dot(here, str(here), "us", note=_("we are here")), *(dot_of(tie, page) for tie in ties), *near]
    arcs = [Arc(here, tie.place, tie.status) for tie in ties if tie.place]
    return world_map(
        dots,
        arcs,
        world=_("Ties of the city on a map of the world"),
        europe=_("The same in Europe"),
        legend=legend(ties, bool(near)),
    )


def dot_of(tie: Tie, page: str) -> Dot:
    place = tie.place
    if place is None:  # pragma: no cover - the caller has left these out
        raise ValueError(tie.pk)
    note = f"{tie.get_kind_display()}, {tie.get_status_display()}"
    return Dot(place, str(place), tie.status, url=f"{page}#tie-{tie.uid}", note=note)


def legend(ties: Sequence[Tie], with_faint: bool) -> list[tuple[str, str]]:
    there = {tie.status for tie in ties}
    keys = [(key, str(name)) for key, name in Tie.Status.choices if key in there]
    return [*keys, ("faint", _("shares a network with us, as sources claim"))] if with_faint else keys


def sharing_a_network() -> list[Place]:
    """Places whose bodies sources list in a network with ours, the largest ones; asked again after an hour."""
    found: list[Place] | None = cache.get("public:sharing")
    if found is None:
        ours = MembershipClaim.objects.filter(place=settings.CITY_GEONAMES_ID).values("network")
        there = MembershipClaim.objects.filter(network__in=ours).values("place")
        places = Place.objects.filter(pk__in=there).exclude(pk=settings.CITY_GEONAMES_ID).order_by("-population")
        found = list(places[:FAINT])
        cache.set("public:sharing", found, HOUR)
    return found
