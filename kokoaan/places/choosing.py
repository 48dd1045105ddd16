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
# A place of this size is believed though it lies outside the region given: regions are often those of a head office.
WELL_KNOWN = 50_000
# What is learnt of a region is less than all of it: a name that is sure may lie so many reaches away.
ROOM_IF_SURE, ROOM = 2.5, 1.5


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
    near = [bearer for bearer in bearers if where.hold(bearer.position, ROOM_IF_SURE if sure else ROOM)]
    if near or largest(bearers).population >= WELL_KNOWN:
        return prevail(near or bearers, bearers, why)
    return TOO_FAR


def prevail(some: list[Bearer], bearers: list[Bearer], why: str) -> Resolution:
    """Return the largest of some, unless another of them rivals it."""
    best = largest(some)
    return SEVERAL if rivals(best, some) else settle(best, bearers, why)


def settle(best: Bearer, bearers: list[Bearer], why: str) -> Resolution:
    return Resolution(best.id, f"{why}, in the region given" if rivals(best, bearers) else why)


def largest(bearers: list[Bearer]) -> Bearer:
    return max(bearers, key=lambda bearer: (bearer.weight, -bearer.id))


def rivals(best: Bearer, bearers: list[Bearer]) -> bool:
    """Say whether another place of the name is of similar size and somewhere else."""
    return any(
        other.weight * TIMES > best.weight and km_between(best.position, other.position) > SAME_KM for other in bearers
    )
