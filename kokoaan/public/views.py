from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.networks.models import MembershipClaim, Network
from kokoaan.partners.models import Tie
from kokoaan.places.models import Place
from kokoaan.projects.models import Project
from kokoaan.sources.listing import described, state_of
from kokoaan.sources.registry import SOURCES


@dataclass(frozen=True, slots=True)
class Figure:
    count: int
    label: str
    note: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door: what this is, what it holds, and where to go."""
    return page(request, "public/home.html", figures=figures(), example_need=_("reduce emissions of district heating"))


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the facts come from, with licence and credit line."""
    now = timezone.now()
    rows = [described(source, now) for source in SOURCES.values()]
    return page(request, "public/sources.html", sources=[{**row, "state": state_of(row)} for row in rows])


@require_safe
def ties(request: HttpRequest) -> HttpResponse:
    """The city's ties with the world that it has published: each with its status, its reason and its source."""
    return page(request, "public/ties.html", ties=Tie.objects.public().select_related("place__country", "organisation"))


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Render a public page: the same for every reader, signed in or not."""
    return render(request, template, {"city": city_name(), **context})


def city_name() -> str:
    """Our city in the reader's language; until places are loaded, as the settings name it."""
    place = Place.objects.filter(pk=settings.CITY_GEONAMES_ID).only("name", "local_name").first()
    return str(place or settings.CITY_NAME)


def figures() -> list[Figure]:
    suspended = Tie.objects.public().filter(status=Tie.Status.SUSPENDED).count()
    networks = Network.objects.count()
    where = reverse("public:sources")
    return [
        Figure(
            Tie.objects.public().count(),
            _("ties with cities"),
            _("%(count)d of them suspended") % {"count": suspended},
            reverse("public:ties"),
        ),
        Figure(Project.objects.count(), _("joint projects and practices"), _("as their sources tell them"), where),
        Figure(
            MembershipClaim.objects.count(),
            _("memberships of cities in networks"),
            _("claims about %(count)d networks, with their dates") % {"count": networks}
            if networks
            else _("none yet: kokoaan fetch city-networks"),
            where,
        ),
        Figure(Place.objects.count(), _("places of the world"), _("found by any name they have"), where),
    ]
