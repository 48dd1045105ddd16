"""What the finder reasons from: plain arrays of facts, a need, and what search found.

Nothing here reads a database, a clock or a request. Whoever builds a `Base` may pass rows in any order;
rows of `places`, `projects`, ... are referred to by their index, and indexes never change, so a search
index built once stays valid for `base.without(keys)`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Kind(IntEnum):
    """What kind of organisation it is, as far as the source says."""

    UNKNOWN = 0
    CITY = 1  # the city's own administration; only this may be called by the city's name
    PUBLIC = 2
    RESEARCH = 3  # universities, schools, institutes
    COMPANY = 4
    PRIVATE = 5  # associations, foundations and whoever the source calls private
    INTERNATIONAL = 6  # international organisations
    NETWORK = 7  # networks of cities


class Status(IntEnum):
    """Where a tie stands. Only PROSPECT and ACTIVE count for a partner; CLAIM is what a source says, unproven."""

    CLAIM = 0
    PROSPECT = 1
    ACTIVE = 2
    DORMANT = 3
    SUSPENDED = 4
    ENDED = 5


@dataclass(frozen=True)
class Places:
    """Every place of the gazetteer: cities5000 and each smaller place that a source names."""

    id: Ints  # GeoNames id
    name: tuple[str, ...]
    country: tuple[str, ...]  # ISO 3166 alpha-2
    lat: Floats
    lon: Floats
    population: Ints  # 0: not known
    # Names that sources give in a language, where they differ from `name`: language -> row -> name.
    named: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def name_in(self, lang: str, row: int) -> str:
        return self.named.get(lang, {}).get(row) or self.name[row]


@dataclass(frozen=True)
class Organisations:
    name: tuple[str, ...]
    kind: Ints  # Kind
    place: Ints  # row of Places, -1: not known
    # The same for rows that name one organisation.
    identity: tuple[str, ...] = ()


@dataclass(frozen=True)
class Projects:
    """Joint projects: keep.eu projects, URBACT networks, CORDIS projects."""

    key: tuple[
        str, ...
    ]  # source key as in excluded_keys.txt: "keep:<programme>:<acronym>", "urbact:<code>", "cordis:<id>"
    title: tuple[str, ...]
    programme: tuple[str, ...]  # who funded it: keep.eu "Programme", "URBACT II", "FP7"; "" not known
    begins: Ints  # year, 0: not known
    ends: Ints
    url: tuple[str, ...] = ()


@dataclass(frozen=True)
class Participations:
    """One row for each organisation that took part (keep.eu: the lead is one of them)."""

    project: Ints
    place: Ints
    organisation: Ints  # -1: not known
    lead: Mask
    region: tuple[
        str, ...
    ]  # "DEG01 Erfurt, Kreisfreie Stadt | DEG0 Thüringen": NUTS3 then NUTS2 as the source writes them; "" not known

    def among(self, kept: Mask) -> Participations:
        region = tuple(name for name, keep in zip(self.region, kept, strict=True) if keep)
        return Participations(self.project[kept], self.place[kept], self.organisation[kept], self.lead[kept], region)


@dataclass(frozen=True)
class Memberships:
    """One row for each member of a city network, as a source claims it (collected 2016-19)."""

    key: tuple[str, ...]  # source key of the row's network
    network: Ints  # row of networks
    place: Ints
    kind: Ints  # Kind of the member: CITY for a municipality


@dataclass(frozen=True)
class Ties:
    """Twin towns and agreements between two places."""

    key: tuple[str, ...]
    place: Ints
    other: Ints
    status: Ints  # Status


@dataclass(frozen=True)
class Need:
    """What somebody looks a partner for, and where they stand (a row of Places, or nobody says)."""

    text: str
    place: int | None = None
    lang: str = ""


@dataclass(frozen=True)
class Hits:
    """Similar projects, as search found them: the best 300 by words and the best 300 by meaning, joined.

    `words` is the BM25 score (0: not among the best by words), `meaning` the centred cosine of the best
    passage (0: not among the best by meaning). Evidence names projects by row, so that whoever shows them can add
    the passage that matches.
    """

    project: Ints
    words: Floats
    meaning: Floats


@dataclass(frozen=True, eq=False)
class Base:
    """All that is known, at one moment. Two bases are equal only when they are the same one."""

    places: Places
    organisations: Organisations
    projects: Projects
    participations: Participations
    networks: tuple[str, ...]
    memberships: Memberships
    ties: Ties
    names: dict[str, tuple[int, ...]]  # folded name (any language) -> rows of Places that bear it, largest first
    left_out: frozenset[str] = frozenset()
    # Organisations that took part from no place that is known, the world's own among them; `place` is -1.
    placeless: Participations | None = None

    def without(self, keys: Collection[str]) -> Base:
        """The same facts less those of these source keys; all that is derived is computed afresh."""
        gone = frozenset(keys)
        dead = np.array([key in gone for key in self.projects.key], dtype=bool)
        p, m, t = self.participations, self.memberships, self.ties
        keep = ~dead[p.project]
        stays = np.array([key not in gone for key in m.key], dtype=bool)
        binds = np.array([key not in gone for key in t.key], dtype=bool)
        return replace(
            self,
            participations=p.among(keep),
            memberships=Memberships(
                tuple(k for k, s in zip(m.key, stays, strict=True) if s),
                m.network[stays],
                m.place[stays],
                m.kind[stays],
            ),
            ties=Ties(
                tuple(k for k, s in zip(t.key, binds, strict=True) if s),
                t.place[binds],
                t.other[binds],
                t.status[binds],
            ),
            left_out=self.left_out | gone,
            placeless=self.placeless and self.placeless.among(~dead[self.placeless.project]),
        )

    @cached_property
    def row_of_place(self) -> dict[int, int]:
        """Row of Places by GeoNames id."""
        return {int(key): row for row, key in enumerate(self.places.id)}

    @cached_property
    def row_of_project(self) -> dict[str, int]:
        """Row of Projects by source key."""
        return {key: row for row, key in enumerate(self.projects.key)}

    def rows_of_project(self, project: int) -> Ints:
        """Rows of participations of a project, in their order."""
        order, starts = self.by_project
        return np.asarray(order[starts[project] : starts[project + 1]])

    @cached_property
    def by_project(self) -> tuple[Ints, Ints]:
        """Rows of participations ordered by project, and where each project begins among them."""
        project = self.participations.project
        order = np.argsort(project, kind="stable")
        return order, np.searchsorted(project[order], np.arange(len(self.projects.key) + 1))

    @cached_property
    def candidates(self) -> Ints:
        """Rows of Places with any fact at all: no evidence, no rank."""
        return np.unique(
            np.concatenate([self.participations.place, self.memberships.place, self.ties.place, self.ties.other])
        )
