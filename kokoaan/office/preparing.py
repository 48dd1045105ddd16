"""Make the house ready: each step is done only where it is not done already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from tqdm import tqdm

from kokoaan.organisations.erasing import replay
from kokoaan.people.roles import make_roles
from kokoaan.places.gazetteer import load_gazetteer
from kokoaan.places.models import Place
from kokoaan.places.outline import outline
from kokoaan.search.engine import index_health
from kokoaan.search.indexing import bring_up_to_date, count_everything
from kokoaan.sources.starting import load_starter


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    act: Callable[[], object]


def make_tables() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def load_places() -> None:
    if not Place.objects.exists():
        load_gazetteer()


def make_pages() -> None:
    """By its command: the two faces of the house do not know each other."""
    call_command("pages", verbosity=0)


def bring_index_up_to_date() -> None:
    """An index that is in order needs no rows counted and shows no bar."""
    if index_health():
        with tqdm(total=count_everything(), desc="Indexing", unit="row", leave=False) as bar:
            bring_up_to_date(bar.update)


STEPS = (
    Step("Tables of the database", make_tables),
    Step("Roles", make_roles),
    Step("Countries and places of the world", load_places),
    Step("Starter content", load_starter),
    # A backup that was brought back has brought erased people back.
    Step("Erased people stay erased", replay),
    Step("Public pages", make_pages),
    Step("World map", outline),
    Step("Search index", bring_index_up_to_date),
)
