"""Which of the places that bear a name is meant. Nothing here reads the database."""

from __future__ import annotations

from typing import NamedTuple

from kokoaan.places.atlas import LARGE
from kokoaan.places.bearers import Bearer
from kokoaan.places.distance import km_between
from kokoaan.places.regions import Surroundings

# A place this many times larger than the next is the one that was meant.
TIMES = 10
# Nearer than this, two places of one name are one city and its centre.
SAME_KM = 30.0
# Two entries of one name and the same number of people are one city even so far apart.
TWICE_KM = 60.0
# A place that is not small is believed though it lies outside the region given, which may be that of a head office;
# one whose name is not sure, only from this size.
WELL_KNOWN = 50_000
# What is learnt of a region is less than all of it: how many reaches away a place may lie, the nearest first.
ROOM, ROOM_IF_SURE = (1.5,), (1.5, 2.5)


class Resolution(NamedTuple):
    """The place, or None; and why."""

    place_id: int | None
    reason: str


UNKNOWN = Resolution(None, "no place of this name is known")
SEVERAL = Resolution(None, "several places of this name")
TOO_FAR = Resolution(None, "the place of this name lies far from the region given")


def choose(bearers: list[Bearer], where: Surroundings | None, why: str, *, sure: bool = True) -> Resolution:
    """Return the place that is meant, or None where two are as likely.

    A name that is not sure stands only near the region given, or without one for a place that is not small.
    """
    if not bearers:
        return UNKNOWN
    if where is None:
        return prevail(bearers, bearers, why) if sure or largest(bearers).population >= LARGE else UNKNOWN
    inside = [bearer for bearer in bearers if where.hold(bearer.position)]
    if inside:
        return settle(largest(inside), bearers, why)
    for reaches in ROOM_IF_SURE if sure else ROOM:
        if near := [bearer for bearer in bearers if where.hold(bearer.position, reaches)]:
            return prevail(near, bearers, why)
    enough = LARGE if sure else WELL_KNOWN
    return prevail(bearers, bearers, why) if largest(bearers).population >= enough else TOO_FAR


def prevail(some: list[Bearer], bearers: list[Bearer], why: str) -> Resolution:
    """Return the largest of some, unless another of them rivals it."""
    best = largest(some)
    return SEVERAL if rivals(best, some) else settle(best, bearers, why)


def settle(best: Bearer, bearers: list[Bearer], why: str) -> Resolution:
    return Resolution(best.id, f"{why}, in the region given" if rivals(best, bearers) else why)


def largest(bearers: list[Bearer]) -> Bearer:
    """Return the largest; of equals the one known by more names, since a city is at times entered twice."""
    return max(bearers, key=lambda bearer: (bearer.weight, bearer.names, -bearer.id))


def rivals(best: Bearer, bearers: list[Bearer]) -> bool:
    """Say whether another place of the name is of similar size and somewhere else."""
    return any(other.weight * TIMES > best.weight and not same_city(best, other) for other in bearers)


def same_city(one: Bearer, other: Bearer) -> bool:
    twice = one.population == other.population > 0
    return km_between(one.position, other.position) <= (TWICE_KM if twice else SAME_KM)
