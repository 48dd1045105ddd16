"""Where the relation picture draws what: about the middle in a wide window, below it in a narrow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kokoaan.office.about.relations import Node, Sort

WIDE, NARROW = 1000, 360
ROW, HEAD, GAP = 24.0, 26.0, 14.0
# How far nodes stand from the middle at most, and at least (above and below), in a wide window.
FAR, NEAR = 210.0, 120.0
# Characters of a name that fit beside its node.
LONGEST = 34


@dataclass(frozen=True, slots=True)
class Spot:
    """A node where it is drawn; its name stands on the side away from the middle."""

    node: Node
    x: float
    y: float
    side: str

    @property
    def name(self) -> str:
        return self.node.name if len(self.node.name) <= LONGEST else f"{self.node.name[: LONGEST - 1].rstrip()}…"

    @property
    def text_x(self) -> float:
        return self.x + (12 if self.side == "right" else -12)


@dataclass(frozen=True, slots=True)
class Heading:
    kind: str
    title: str
    x: float
    y: float
    side: str


@dataclass(frozen=True, slots=True)
class Line:
    """A path; `drawn` is a word of the style sheet."""

    drawn: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    width: int
    height: float
    middle: tuple[float, float]
    headings: Sequence[Heading]
    spots: Sequence[Spot]
    lines: Sequence[Line]
    chords: Sequence[Line]

    @property
    def name_at(self) -> tuple[float, float]:
        """Where the name of the middle stands: below it where there is room about it, else beside it."""
        x, y = self.middle
        return (x, y + 30) if self.name == "wide" else (x + 20, y + 6)


def wide(made: Sequence[Sort]) -> Drawing:
    """Half of the sorts on either side, their nodes along a curve about the middle: names never lie on one another."""
    right, left = halves(made)
    height = max(tall(right), tall(left), 220.0) + 40
    middle = (WIDE / 2, round(height / 2, 1))
    spots: list[Spot] = []
    headings: list[Heading] = []
    for side, some in (("right", right), ("left", left)):
        y = (height - tall(some)) / 2
        for sort in some:
            headings.append(at_heading(sort, side, y + HEAD / 2, height))
            y += HEAD
            for node in sort.nodes:
                spots.append(Spot(node, across(side, y + ROW / 2, height), round(y + ROW / 2, 1), side))
                y += ROW
            y += GAP
    lines = [Line(spot.node.drawn, spoke(middle, spot)) for spot in spots]
    return Drawing("wide", WIDE, round(height, 1), middle, headings, spots, lines, chords(spots, middle))


def at_heading(sort: Sort, side: str, y: float, height: float) -> Heading:
    x = across(side, y, height)
    return Heading(sort.kind, sort.title, x + (12 if side == "right" else -12), round(y + 4, 1), side)


def across(side: str, y: float, height: float) -> float:
    """How far right a node at this height stands: on an ellipse about the middle."""
    share = min(1.0, abs(y - height / 2) / (height / 2))
    away = NEAR + (FAR - NEAR) * sqrt(1 - share**2)
    return round(WIDE / 2 + (away if side == "right" else -away), 1)


def tall(made: Sequence[Sort]) -> float:
    return sum(HEAD + ROW * len(sort.nodes) + GAP for sort in made) - (GAP if made else 0)


def halves(made: Sequence[Sort]) -> tuple[list[Sort], list[Sort]]:
    """Two sides about as tall as each other, the sorts in their order."""
    cuts = range(1, len(made) + 1)
    best = min(cuts, key=lambda cut: (abs(tall(made[:cut]) - tall(made[cut:])), cut), default=0)
    return list(made[:best]), list(made[best:])


def spoke(middle: tuple[float, float], spot: Spot) -> str:
    """From the middle to a node: leaving sideways, so that lines fan out."""
    (x, y), half = middle, (spot.x + middle[0]) / 2
    return f"M{x:g},{y:g}C{half:g},{y:g} {half:g},{spot.y:g} {spot.x:g},{spot.y:g}"


def chords(spots: Sequence[Spot], middle: tuple[float, float]) -> list[Line]:
    """Lines between nodes that are connected beside the middle, drawn towards it."""
    at = {spot.node.key: spot for spot in spots}
    lines = []
    for spot in spots:
        for other in (at[key] for key in spot.node.others if key in at):
            x, y = (spot.x + other.x) / 2, (spot.y + other.y) / 2
            bend_x, bend_y = (x + middle[0]) / 2, (y + middle[1]) / 2
            path = f"M{spot.x:g},{spot.y:g}Q{bend_x:g},{bend_y:g} {other.x:g},{other.y:g}"
            lines.append(Line("chord", path))
    return lines


def narrow(made: Sequence[Sort]) -> Drawing:
    """The middle at the top, everything below it along a stem."""
    stem, first = 22.0, 64.0
    y = first
    spots: list[Spot] = []
    headings: list[Heading] = []
    lines: list[Line] = []
    for sort in made:
        headings.append(Heading(sort.kind, sort.title, stem + 34, round(y + HEAD / 2 + 4, 1), "right"))
        y += HEAD
        for node in sort.nodes:
            spot = Spot(node, stem + 34, round(y + ROW / 2, 1), "right")
            spots.append(spot)
            path = f"M{stem:g},{spot.y - 14:g}Q{stem:g},{spot.y:g} {spot.x:g},{spot.y:g}"
            lines.append(Line(node.drawn, path))
            y += ROW
        y += GAP
    last = spots[-1].y - 14 if spots else first
    lines.insert(0, Line("stem", f"M{stem:g},30V{last:g}"))
    # Connections beside the stem would be a thicket here: the table tells them.
    return Drawing("narrow", NARROW, round(y, 1), (stem, 28.0), headings, spots, lines, ())
