"""The one table of weights: fitted curves of one measure and tables of a pair of measures, and their look-up."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from kokoaan.finder.evidence import Floats, Ints
from kokoaan.finder.programmes import Outlook

Steps = Mapping[str, Ints]

# So many times the wanted ones are summed up to see what must be reached; sums may differ in the last digits.
TRIED, SLACK = 5, 1e-6

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Curve:
    """Points by one measure: `points[i]` for a value above edges[i - 1], up to and including edges[i]."""

    measure: str
    edges: Floats
    points: Floats

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.measure,)

    def of(self, values: Mapping[str, Floats]) -> Floats:
        return np.asarray(self.points[step(self.edges, values[self.measure])])


@dataclass(frozen=True)
class Pair:
    """Points by two measures together, over and above what each gives alone."""

    measures: tuple[str, str]
    edges: tuple[Floats, Floats]
    points: Floats

    def of(self, values: Mapping[str, Floats]) -> Floats:
        (first, second), (rows, columns) = self.measures, self.edges
        return np.asarray(self.points[step(rows, values[first]), step(columns, values[second])])


def step(edges: Floats, values: Floats) -> Ints:
    return np.searchsorted(edges, values, side="left")


@dataclass(frozen=True)
class Table:
    """The points of a curve or a pair for each step of the grid (of two measures: row by row)."""

    measures: tuple[str, ...]
    width: int
    points: Floats

    def bounds(self) -> Iterator[tuple[str, Floats, Floats]]:
        """For each of its measures the least and the most that each step may give; of a pair half of that."""
        if len(self.measures) == 1:
            yield self.measures[0], self.points, self.points
            return
        grid = self.points.reshape(-1, self.width)
        for axis, measure in enumerate(self.measures):
            yield measure, grid.min(axis=1 - axis) / 2, grid.max(axis=1 - axis) / 2

    def at(self, steps: Steps) -> Floats:
        if len(self.measures) == 1:
            return self.points.take(steps[self.measures[0]])
        first, second = self.measures
        return self.points.take(steps[first] * self.width + steps[second])


@dataclass(frozen=True)
class Weights:
    curves: tuple[Curve, ...]
    pairs: tuple[Pair, ...]
    outlook: Outlook

    @cached_property
    def grid(self) -> dict[str, Floats]:
        """All edges that any curve or pair has for a measure."""
        edges: dict[str, list[Floats]] = defaultdict(list)
        for curve in self.curves:
            edges[curve.measure].append(curve.edges)
        for pair in self.pairs:
            for measure, own in zip(pair.measures, pair.edges, strict=True):
                edges[measure].append(own)
        return {measure: np.unique(np.concatenate(each)) for measure, each in edges.items()}

    @cached_property
    def maps(self) -> tuple[list[Ints], list[tuple[Ints, Ints]]]:
        """For each curve and pair: from the steps of the grid to its own."""
        curves = [self.own(curve.measure, curve.edges) for curve in self.curves]
        pairs = [
            (
                self.own(pair.measures[0], pair.edges[0]) * pair.points.shape[1],
                self.own(pair.measures[1], pair.edges[1]),
            )
            for pair in self.pairs
        ]
        return curves, pairs

    def own(self, measure: str, edges: Floats) -> Ints:
        return step(edges, np.append(self.grid[measure], np.inf))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every curve and pair, spread over the steps of the grid."""
        curves, pairs = self.maps
        one = [Table(curve.measures, 1, curve.points[own]) for curve, own in zip(self.curves, curves, strict=True)]
        two = [
            Table(pair.measures, len(columns), pair.points.ravel()[rows[:, None] + columns].ravel())
            for pair, (rows, columns) in zip(self.pairs, pairs, strict=True)
        ]
        return (*one, *two)

    def steps(self, values: Mapping[str, Floats]) -> Steps:
        """Where each value stands on the grid; looked up once, not once for each table."""
        return {measure: step(edges, values[measure]) for measure, edges in self.grid.items()}

    def given(self, steps: Steps) -> Iterator[tuple[tuple[str, ...], Floats]]:
        """The measures and points of each curve and pair."""
        return ((table.measures, table.at(steps)) for table in self.tables)

    def contenders(self, steps: Steps, most: int) -> Ints:
        """Rows that may be among the `most` best.

        The bounds of each row come from each measure by itself; some rows that look best are summed up exactly, and
        who cannot reach them, whatever its pairs give, is left out.
        """
        low, high = (np.sum([edge[m].take(at) for m, at in steps.items()], axis=0) for edge in self.bounds)
        if len(low) <= most * TRIED:
            return np.arange(len(low))
        tried = np.argpartition(-(low + high), most * TRIED)[: most * TRIED]
        some = {measure: at[tried] for measure, at in steps.items()}
        total = sum(given for _measures, given in self.given(some))
        return np.nonzero(high >= np.partition(total, -most)[-most] - SLACK)[0]

    @cached_property
    def bounds(self) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """The least and the most that a step of each measure may give in all; a pair shares it between its two."""
        low = {measure: np.zeros(len(edges) + 1) for measure, edges in self.grid.items()}
        high = {measure: np.zeros(len(edges) + 1) for measure, edges in self.grid.items()}
        for table in self.tables:
            for measure, least, greatest in table.bounds():
                low[measure] += least
                high[measure] += greatest
        return low, high


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the fitted weights; bench/fit_finder.py writes them."""
    return read(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def read(table: Mapping[str, Any]) -> Weights:
    """Make weights from their JSON; raises ValueError when a table does not fit its edges."""
    curves = tuple(Curve(row["measure"], array(row["edges"]), array(row["points"])) for row in table["curves"])
    pairs = tuple(
        Pair(
            (row["measures"][0], row["measures"][1]),
            (array(row["edges"][0]), array(row["edges"][1])),
            array(row["points"]),
        )
        for row in table["pairs"]
    )
    check(curves, pairs)
    outlook = table["programmes"]
    return Weights(curves, pairs, Outlook(array(outlook["centre"]), array(outlook["spread"]), array(outlook["weight"])))


def array(numbers: Any) -> Floats:
    return np.array(numbers, dtype=np.float64)


def check(curves: tuple[Curve, ...], pairs: tuple[Pair, ...]) -> None:
    for curve in curves:
        if len(curve.points) != len(curve.edges) + 1:
            raise ValueError(f"The curve of {curve.measure} has {len(curve.points)} points.")
    for pair in pairs:
        if pair.points.shape != (len(pair.edges[0]) + 1, len(pair.edges[1]) + 1):
            raise ValueError(f"The table of {' and '.join(pair.measures)} has the shape {pair.points.shape}.")
