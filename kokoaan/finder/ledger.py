"""The facts as columns over candidate places: who took part in what, in which programme, who belongs where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from functools import cached_property
from typing import Any

import numpy as np

from kokoaan.finder.evidence import Base, Floats, Ints, Kind, Mask
from kokoaan.finder.families import RESEARCH, family
from kokoaan.finder.regions import region_names
from kokoaan.finder.surroundings import REACH_KM, Surroundings, pairs_within, unit_vectors
from kokoaan.finder.tally import tally
from kokoaan.finder.voice import Voice

AROUND_KM = 20.0
FEWEST_PEOPLE = 300
# Who counts among the people around a place: those of towns, fading with distance.
TOWN, CROWD_KM = 5_000, 18.0
NEAR_KM = 25.0


class Ledger:
    """Columns derived from a base.

    `rows` are the candidates, as rows of Places: those of which a fact is known, and the towns near joint work, which
    have a rank only when a need names them. Other arrays count in candidates, projects or pairs of the two. `alive` is
    1 for a project that counts and 0 for one left out; `less` returns a ledger with more left out.
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self.rows = np.union1d(base.candidates, towns_near(base))
        self.count = len(self.rows)
        self.projects = len(base.projects.key)
        self.alive: Floats = np.ones(self.projects)
        self.at = np.full(len(base.places.id), -1, dtype=np.int64)
        self.at[self.rows] = np.arange(self.count)
        self.read_places()
        self.read_participations()
        self.read_programmes()
        self.read_memberships()
        self.standpoints: dict[int | None, Any] = {}

    def read_places(self) -> None:
        places = self.base.places
        self.points = unit_vectors(places.lat[self.rows], places.lon[self.rows])
        self.codes = tuple(sorted(set(places.country)))
        number = {code: row for row, code in enumerate(self.codes)}
        self.country_of_place = np.array([number[code] for code in places.country], dtype=np.int64)
        self.country = self.country_of_place[self.rows]
        self.people = np.maximum(places.population[self.rows], FEWEST_PEOPLE).astype(np.float64)
        self.around = Surroundings(self.points)

    def read_participations(self) -> None:
        """One pair for each project and place, whatever number of organisations stood for the place."""
        rows, kinds = self.base.participations, self.base.organisations.kind
        kind = np.where(rows.organisation >= 0, kinds[rows.organisation], Kind.UNKNOWN) if len(kinds) else rows.project
        pairs, pair = np.unique(rows.project * self.count + self.at[rows.place], return_inverse=True)
        self.project, self.place = pairs // max(self.count, 1), pairs % max(self.count, 1)
        self.by_city = seen(pair, kind == Kind.CITY, len(pairs))
        self.by_public = seen(pair, np.isin(kind, [Kind.CITY, Kind.PUBLIC]), len(pairs))
        self.by_lead = seen(pair, rows.lead, len(pairs))
        self.starts = np.searchsorted(self.project, np.arange(self.projects + 1))
        self.busy = np.nonzero(np.diff(self.starts))[0]
        self.size = np.diff(self.starts).astype(np.float64)
        self.share = 1 / np.sqrt(np.maximum(self.size, 2))
        self.lead_at = np.full(self.projects, -1, dtype=np.int64)
        self.lead_at[self.project[self.by_lead]] = self.place[self.by_lead]

    def read_programmes(self) -> None:
        families = [family(name) for name in self.base.projects.programme]
        self.families = tuple(sorted(set(families)))
        number = {name: row for row, name in enumerate(self.families)}
        self.programme = np.array([number[name] for name in families], dtype=np.int64)
        self.research = np.array([name == RESEARCH for name in families], dtype=np.float64)
        self.taken = np.zeros((len(self.families), self.count))
        np.add.at(self.taken, (self.programme[self.project], self.place), 1.0)
        self.taken_public = np.zeros((len(self.families), self.count))
        np.add.at(self.taken_public, (self.programme[self.project], self.place), self.by_public.astype(np.float64))
        self.taken_around = np.array([self.around.spread(row, AROUND_KM) for row in self.taken])
        self.voice = Voice(self.base.projects.title, self.programme, len(self.families))
        self.voice.hear(self.busy)

    def read_memberships(self) -> None:
        rows = self.base.memberships
        pairs = np.unique(rows.network * self.count + self.at[rows.place])
        self.network, self.member = pairs // max(self.count, 1), pairs % max(self.count, 1)
        self.network_size = np.bincount(self.network, minlength=len(self.base.networks)).astype(np.float64)

    def warm(self) -> Ledger:
        """Make once what all needs share, so that a kept ledger answers at once."""
        for name in ("known", "standing", "crowd", "rank_at_home", "legs", "stations", "regions"):
            getattr(self, name)
        return self

    def less(self, projects: Iterable[int]) -> Ledger:
        """Return this ledger without these projects and all that is derived from them."""
        gone = [project for project in projects if self.alive[project] and self.size[project]]
        other = copy(self)
        for name in ("alive", "taken", "taken_public", "taken_around"):
            setattr(other, name, getattr(self, name).copy())
        other.voice = self.voice.less(np.array(gone, dtype=np.int64))
        for project in gone:
            other.forget(project)
        other.__dict__.pop("known", None)
        other.standpoints = {}
        return other

    def forget(self, project: int) -> None:
        pairs = slice(self.starts[project], self.starts[project + 1])
        places, programme = self.place[pairs], self.programme[project]
        self.alive[project] = 0.0
        self.taken[programme, places] -= 1.0
        self.taken_public[programme, places] -= self.by_public[pairs]
        ones = np.zeros(self.count)
        ones[places] = 1.0
        self.taken_around[programme] = np.maximum(
            self.taken_around[programme] - self.around.spread(ones, AROUND_KM), 0.0
        )

    def votes(self, weights: Floats, only: Mask | None = None) -> Floats:
        """Return for each place the weights of the projects that it took part in."""
        each = weights[self.project]
        return tally(self.place, each if only is None else each * only, self.count)

    def presence(self, amounts: Floats) -> Floats:
        """Return for each project the greatest of its places' amounts."""
        found = np.zeros(self.projects)
        if len(self.busy):
            found[self.busy] = np.maximum.reduceat(amounts[self.place], self.starts[self.busy])
        return found

    def sums(self, amounts: Floats) -> Floats:
        """Return for each project the sum of its places' amounts."""
        return tally(self.project, amounts[self.place], self.projects)

    def by_programme(self, weights: Floats) -> Floats:
        return tally(self.programme, weights, len(self.families))

    @cached_property
    def known(self) -> Mask:
        """Places of which any fact is left: no evidence, no rank."""
        facts = self.votes(self.alive)
        facts += np.bincount(self.member, minlength=self.count)
        ties = self.at[np.concatenate([self.base.ties.place, self.base.ties.other])]
        return (facts + np.bincount(ties, minlength=self.count)) > 0

    @cached_property
    def stations(self) -> tuple[Ints, Ints]:
        """Each project with each country that took part in it, once: (project, country)."""
        pairs = np.unique(self.project * len(self.codes) + self.country[self.place])
        return pairs // max(len(self.codes), 1), pairs % max(len(self.codes), 1)

    def by_country(self, weights: Floats) -> Floats:
        project, country = self.stations
        return tally(country, weights[project], len(self.codes))

    @cached_property
    def standing(self) -> Floats:
        """How much of the people around it a place holds itself (log 10): 0 for the main town, -2 for a suburb."""
        return np.asarray(np.log10(self.people / (self.crowd_people + 1)))

    @cached_property
    def crowd(self) -> Floats:
        """How many people the towns around it hold, itself among them (log 10)."""
        return np.asarray(np.log10(self.crowd_people + FEWEST_PEOPLE))

    @cached_property
    def crowd_people(self) -> Floats:
        places = self.base.places
        towns = np.nonzero(places.population >= TOWN)[0]
        here, there, km = pairs_within(self.points, unit_vectors(places.lat[towns], places.lon[towns]), REACH_KM)
        nearness = np.exp(-((km / CROWD_KM) ** 2) / 2).astype(np.float64)
        return tally(here, nearness * places.population[towns][there], self.count)

    @cached_property
    def rank_at_home(self) -> Floats:
        """How large a place is beside the largest of its country (log 10)."""
        largest = np.zeros(len(self.codes))
        np.maximum.at(largest, self.country, self.people)
        return np.asarray(np.log10(self.people / largest[self.country]))

    @cached_property
    def regions(self) -> dict[str, set[tuple[int, int]]]:
        """Names of regions, each with the (project, place) pairs that a source puts there."""
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        rows = self.base.participations
        for project, place, region in zip(rows.project, rows.place, rows.region, strict=True):
            for name in region_names(region):
                found[name].add((int(project), int(self.at[place])))
        return dict(found)

    @cached_property
    def legs(self) -> tuple[Floats, Mask, Mask]:
        """For each pair: distance from the project's lead (log 10 of 1 + km), whether it has one, whether at home."""
        lead = self.lead_at[self.project]
        cosine = (self.points[self.place] * self.points[np.maximum(lead, 0)]).sum(axis=1)
        km = 6371.0 * np.arccos(np.clip(cosine, -1, 1))
        return np.log10(1 + km), (lead >= 0) & (lead != self.place), self.country[self.place] == self.country[lead]


def towns_near(base: Base) -> Ints:
    """Return the towns, as rows of Places, near a place that took part in a joint project other than research."""
    places, rows = base.places, base.participations
    joint = np.array([family(name) != RESEARCH for name in base.projects.programme], dtype=bool)
    active = np.unique(rows.place[joint[rows.project]]) if len(joint) else rows.place
    towns = np.nonzero(places.population >= TOWN)[0]
    here = unit_vectors(places.lat[towns], places.lon[towns])
    near, _there, _km = pairs_within(here, unit_vectors(places.lat[active], places.lon[active]), NEAR_KM)
    return np.asarray(towns[np.unique(near)])


def seen(pair: Ints, true: Mask, count: int) -> Mask:
    """Whether any row of each pair is true."""
    return np.bincount(pair, true.astype(np.float64), count) > 0
