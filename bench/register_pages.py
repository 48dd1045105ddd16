"""The pages that bench/register.py asks, and the peer: Wagtail's stock list of the same model, without our rules."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median, quantiles
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from kokoaan.office import doors
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.warming import keep_for_good

Addresses = Sequence[str]
# Two to eight letters: beginnings, inner words, in Finnish, Swedish and English, and what nothing is called.
TYPED = (
    "tu",
    "yl",
    "tur",
    "hels",
    "stad",
    "satam",
    "yliop",
    "univers",
    "chamber",
    "göteborg",
    "tamper",
    "avdeln",
    "zzxq",
)
WORDS = ("turku", "yliopisto", "hamn", "port of", "Göteborgs universitet", "chamber lyon", "zzxq")


class StockOrganisations(ModelViewSet):
    model = Organisation
    name = url_prefix = "stock_organisation"
    form_fields = ("name", "kind")
    list_display = ("name", "kind", "place", "owner", "circle")
    list_filter = ("kind", "owner", "circle")
    search_fields = ("folded",)
    search_backend_name = None


class StockTies(ModelViewSet):
    model = Tie
    name = url_prefix = "stock_tie"
    form_fields = ("kind", "status")
    list_display = ("other_side", "kind", "status", "begins", "review", "owner", "circle")
    list_filter = ("status", "kind", "owner", "circle")
    search_fields = ("decision",)
    search_backend_name = None


@hooks.register("register_admin_viewset")
def stock() -> list[ModelViewSet]:
    return [StockOrganisations(), StockTies()]


def pages() -> Iterator[tuple[str, Addresses]]:
    """What is measured: its name, and the addresses that are asked in turn."""
    for kind in ("organisation", "tie", "person", "membership"):
        try:
            index = reverse(f"{kind}:index")
        except NoReverseMatch:
            continue
        yield f"{kind}: list", [index]
        yield f"{kind}: list, page 200", [f"{index}?p=200"]
        yield f"{kind}: list, searched", [f"{index}?q={word}" for word in WORDS]
        yield f"{kind}: list, filtered", [f"{index}?whose=mine", f"{index}?confirmed=waiting", f"{index}?goals=none"]
        yield f"{kind}: list, sorted", [f"{index}?ordering=owner", *ordered(index, kind)]
        yield f"{kind}: as one types", [f"{reverse('desk:suggest')}?kind={kind}&q={typed}" for typed in TYPED]
        yield f"{kind}: record page", record_pages(kind, "inspect")
        yield f"{kind}: form", record_pages(kind, "edit")
    for kind in ("who", "place"):
        yield f"{kind}: as one types", [f"{reverse('desk:suggest')}?kind={kind}&q={typed}" for typed in TYPED]
    yield from everything()
    yield "the overall picture", [reverse("picture:index"), f"{reverse('picture:index')}?whose=all"]
    yield "the front page", [reverse("wagtailadmin_home")]
    yield "peer: Wagtail's list of organisations", [reverse("stock_organisation:index")]
    yield "peer: the same, searched", [f"{reverse('stock_organisation:index')}?q={word}" for word in WORDS]
    yield "peer: Wagtail's list of ties", [reverse("stock_tie:index")]


def ordered(index: str, kind: str) -> list[str]:
    columns = {"organisation": ("name", "-name", "kind"), "tie": ("status", "-review", "begins")}
    return [f"{index}?ordering={column}" for column in columns.get(kind, ())]


def model_of(kind: str) -> Any:
    from django.apps import apps

    return next(model for model in apps.get_models() if model._meta.model_name == kind)


def record_pages(kind: str, page: str) -> Addresses:
    keys = model_of(kind).objects.visible_to(User.objects.get(username="ella")).values_list("pk", flat=True)[:1000:50]
    return [reverse(f"{kind}:{page}", args=[key]) for key in keys]


def everything() -> Iterator[tuple[str, Addresses]]:
    """Everything about X, where the house has it."""
    organisations = Organisation.objects.filter(circle=1).values_list("uid", flat=True)[:1000:50]
    places = Tie.objects.exclude(place=None).values_list("place", flat=True).distinct()[:1000:50]
    for kind, keys in (("organisation", list(organisations)), ("place", list(places))):
        yield f"everything about: {kind}", [f"/office/about/{kind}/{key}/" for key in keys]


def measure(times: int, only: str) -> None:
    stock_doors = {f"stock_{kind}:{page}" for kind in ("organisation", "tie") for page in ("index", "index_results")}
    doors.OPEN |= stock_doors
    client = Client()
    client.force_login(User.objects.get(username="ella"))
    # As a server does when it has what it needs at hand.
    client.get(reverse("tie:index"))
    keep_for_good()
    sys.stdout.write("| page | p50 ms | p95 | processor p50 | p95 | queries | kB |\n|---|---|---|---|---|---|---|\n")
    for name, addresses in pages():
        if only in name and addresses:
            sys.stdout.write(line(name, addresses, client, times) + "\n")
            sys.stdout.flush()


def line(name: str, addresses: Addresses, client: Client, times: int) -> str:
    if client.get(addresses[0]).status_code != 200:
        return f"| {name} | not there | | | | | |"
    client.get(addresses[-1])
    asked = [addresses[number % len(addresses)] for number in range(max(times, len(addresses)))]
    took, worked, sizes = zip(*(timed(client, address) for address in asked), strict=True)
    counts = sorted({queries(client, address) for address in dict.fromkeys(asked)})
    said = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    spent = " | ".join(f"{value:.0f}" for some in (took, worked) for value in (median(some), quantiles(some, n=20)[-1]))
    return f"| {name} | {spent} | {said} | {median(sizes) / 1_000:.0f} |"


def timed(client: Client, address: str) -> tuple[float, float, int]:
    """Milliseconds by the clock, and of this process's processor: SQLite works in it, PostgreSQL beside it."""
    begun, worked = time.perf_counter(), time.process_time()
    response = client.get(address)
    took, worked = 1_000 * (time.perf_counter() - begun), 1_000 * (time.process_time() - worked)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")
    return took, worked, len(response.content)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
