"""The library in brief, for other public pages: how much there is, and the best of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from kokoaan.library.asking import Asked
from kokoaan.library.finding import find, shelf_of
from kokoaan.library.public_views import public_address
from kokoaan.library.results import Result, results
from kokoaan.library.traits import Evidence


@dataclass(frozen=True, slots=True)
class Brief:
    """What everyone may see: how many practices, of how many cities, how many without a result; and the best few."""

    count: int
    cities: int
    unproven: int
    best: Sequence[Result]


def in_brief(few: int) -> Brief:
    visitor = AnonymousUser()
    shelf = shelf_of(visitor)
    found = find(Asked(), visitor, shelf)
    return Brief(
        len(shelf),
        len({place for one in shelf.values() for place in one.values["place"]}),
        sum(one.evidence == Evidence.NONE for one in shelf.values()),
        results(found, found.things[:few], 1, visitor, public_address),
    )
