"""From LightGBM trees of at most two measures a path to the curves and pairs of kokoaan/finder/weights.json."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Interval = tuple[float, float]
Box = dict[int, Interval]
WHOLE: Interval = (-np.inf, np.inf)
# What a table counts in: one unit of the model is this many points.
SCALE = 10.0


def leaves(node: Mapping[str, Any], box: Box) -> Iterator[tuple[Box, float]]:
    """Every leaf of a tree with the box of values that leads to it."""
    if "leaf_value" in node:
        yield box, float(node["leaf_value"])
        return
    feature, threshold = int(node["split_feature"]), float(node["threshold"])
    low, high = box.get(feature, WHOLE)
    yield from leaves(node["left_child"], box | {feature: (low, min(high, threshold))})
    yield from leaves(node["right_child"], box | {feature: (max(low, threshold), high)})


def tables(dumps: Sequence[Mapping[str, Any]]) -> dict[tuple[int, ...], tuple[list[Floats], Floats]]:
    """Add all trees of all models up, each model alike: for each measure or pair of measures its edges and points."""
    boxes: dict[tuple[int, ...], list[tuple[Box, float]]] = defaultdict(list)
    for tree in chain.from_iterable(dump["tree_info"] for dump in dumps):
        for box, value in leaves(tree["tree_structure"], {}):
            if box:
                boxes[tuple(sorted(box))].append((box, value / len(dumps)))
    return {features: added(features, found) for features, found in boxes.items()}


def added(features: tuple[int, ...], boxes: Sequence[tuple[Box, float]]) -> tuple[list[Floats], Floats]:
    edges = [np.array(sorted({edge for box, _ in boxes for edge in box[f] if np.isfinite(edge)})) for f in features]
    points = np.zeros([len(edge) + 1 for edge in edges])
    for box, value in boxes:
        points[tuple(within(edge, box[f]) for f, edge in zip(features, edges, strict=True))] += value
    return edges, points


def within(edges: Floats, interval: Interval) -> slice:
    """The steps of a curve that an interval (low, high] covers."""
    low, high = interval
    first = 0 if low == -np.inf else int(np.searchsorted(edges, low)) + 1
    last = len(edges) if high == np.inf else int(np.searchsorted(edges, high))
    return slice(first, last + 1)


def weights_table(dumps: Sequence[Mapping[str, Any]], names: Sequence[str], rows: Floats) -> dict[str, Any]:
    """Return the "curves" and "pairs" of weights.json; `rows` are values that the models were fitted on."""
    found = tables(dumps)
    curves = {features[0]: (edges[0], points) for features, (edges, points) in found.items() if len(features) == 1}
    pairs = {features: table for features, table in found.items() if len(features) == 2}
    for features, (edges, points) in pairs.items():
        moved = purified(edges, points, [rows[:, f] for f in features])
        for feature, edge, main in zip(features, edges, moved, strict=True):
            curves[feature] = together(curves.get(feature), (edge, main))
    return {
        "curves": [curve(names[f], *curves[f], rows[:, f]) for f in sorted(curves)],
        "pairs": [pair(names, features, *pairs[features]) for features in sorted(pairs)],
    }


def purified(edges: Sequence[Floats], points: Floats, values: Sequence[Floats]) -> list[Floats]:
    """Move what each measure gives alone out of a pair's points, in place, and return it."""
    steps = [np.searchsorted(edge, value, side="left") for edge, value in zip(edges, values, strict=True)]
    seen = np.full(points.shape, 1e-3)
    np.add.at(seen, tuple(steps), 1.0)
    main = [np.zeros(points.shape[0]), np.zeros(points.shape[1])]
    for _ in range(20):
        rows = (points * seen).sum(axis=1) / seen.sum(axis=1)
        points -= rows[:, None]
        columns = (points * seen).sum(axis=0) / seen.sum(axis=0)
        points -= columns[None, :]
        main[0] += rows
        main[1] += columns
    return main


def together(one: tuple[Floats, Floats] | None, other: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """The sum of two curves."""
    if one is None:
        return other
    edges = np.union1d(one[0], other[0])
    # A value just above an edge, and one below all edges, stand for the steps.
    steps = np.concatenate([[-np.inf], edges])
    points = sum(p[np.searchsorted(e, steps, side="right")] for e, p in (one, other))
    return edges, np.asarray(points)


def curve(name: str, edges: Floats, points: Floats, values: Floats) -> dict[str, Any]:
    """A curve gives nothing for the most usual step."""
    usual = np.bincount(np.searchsorted(edges, values, side="left"), minlength=len(points)).argmax()
    return {"measure": name, "edges": short(edges, 7), "points": short((points - points[usual]) * SCALE, 3)}


def pair(names: Sequence[str], features: tuple[int, ...], edges: list[Floats], points: Floats) -> dict[str, Any]:
    return {
        "measures": [names[f] for f in features],
        "edges": [short(edge, 7) for edge in edges],
        "points": [short(row * SCALE, 3) for row in points],
    }


def short(numbers: Floats, digits: int) -> list[float]:
    return [float(f"{number:.{digits}f}") + 0.0 for number in numbers]
