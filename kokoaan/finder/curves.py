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

    def given(self, values: Mapping[str, Floats]) -> Iterator[tuple[tuple[str, ...], Floats]]:
        """The measures and points of each curve and pair; each value is looked up once, not once for each table."""
        steps = {measure: step(edges, values[measure]) for measure, edges in self.grid.items()}
        curves, pairs = self.maps
        for curve, own in zip(self.curves, curves, strict=True):
            yield curve.measures, curve.points[own][steps[curve.measure]]
        for pair, (rows, columns) in zip(self.pairs, pairs, strict=True):
            first, second = pair.measures
            yield pair.measures, pair.points.ravel().take(rows[steps[first]] + columns[steps[second]])


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
