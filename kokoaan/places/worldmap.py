"""A map of places and of the lines between them: links that a keyboard reaches, a table beside it, no script.

The land is one drawing that a browser keeps (outline.py); what changes with each page is drawn over it, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from math import cos, hypot, pi, sin

from django.urls import reverse

from kokoaan.places.models import Place
from kokoaan.places.outline import version
from kokoaan.places.projection import HEIGHT, WIDTH, Point, great_circle, projected

# Units of the world's drawing that a view shows: left, top, width, height.
WORLD = (0.0, 0.0, float(WIDTH), float(HEIGHT))
EUROPE = (432.0, 14.0, 150.0, 100.0)
# Fewer European dots than this need no map of their own.
FEW = 3
NUMBERED, PLAIN, FAINT = 11.0, 5.0, 1.6
maps = count(1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map. `kind` is a word of the style sheet: us, match, active, suspended, dormant, faint."""

    place: Place
    label: str
    kind: str = "match"
    number: int | None = None
    url: str = ""
    note: str = ""

    @property
    def at(self) -> Point:
        return projected(self.place.latitude, self.place.longitude)

    @property
    def said(self) -> str:
        number = f"{self.number}. " if self.number is not None else ""
        return f"{number}{self.label}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from our place to another, along the great circle."""

    start: Place
    end: Place
    kind: str = "active"


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot where it is drawn; `x0`, `y0` is where the place is, when it had to make room."""

    dot: Dot
    x: float
    y: float
    x0: float
    y0: float
    r: float
    # On which side its name stands: "right", "left", or "" for nowhere.
    name: str = ""

    @property
    def is_moved(self) -> bool:
        return hypot(self.x - self.x0, self.y - self.y0) > self.r / 2


@dataclass(frozen=True, slots=True)
class Picture:
    """One view, as the template draws it (places/_picture.html). `id` keeps two maps of one page apart."""

    id: str
    title: str
    box: tuple[float, float, float, float]
    unit: float
    marks: Sequence[Mark]
    lines: Sequence[tuple[str, str]]
    land: str

    @property
    def view(self) -> str:
        return " ".join(f"{part:g}" for part in self.box)

    @property
    def text_size(self) -> float:
        return 12 * self.unit


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What a page shows: the world, Europe larger where many dots lie there, and the table of the same."""

    pictures: Sequence[Picture]
    rows: Sequence[Dot]
    legend: Sequence[tuple[str, str]] = field(default_factory=tuple)


def world_map(
    dots: Sequence[Dot],
    arcs: Iterable[Arc],
    *,
    world: str,
    europe: str = "",
    legend: Sequence[tuple[str, str]] = (),
    size: float = 1.0,
) -> WorldMap:
    """Draw dots and arcs; `world` and `europe` are the titles of the pictures.

    `size` is how large marks are: 1 where the map is as wide as the page, 2 in a column of half of it.
    """
    arcs = list(arcs)
    pictures = [picture(world, WORLD, dots, arcs, size)]
    inside = [dot for dot in dots if dot.kind != "faint" and is_inside(dot.at, EUROPE)]
    if europe and len(inside) > FEW:
        pictures = [without_names(pictures[0], EUROPE), picture(europe, EUROPE, dots, arcs, size)]
    return WorldMap(pictures, [dot for dot in dots if dot.kind != "faint"], legend)


def without_names(shown: Picture, box: tuple[float, float, float, float]) -> Picture:
    """The picture with no names where another one shows the same places larger."""
    marks = [replace(mark, name="" if is_inside(mark.dot.at, box) else mark.name) for mark in shown.marks]
    return replace(shown, marks=marks)


def picture(
    title: str, box: tuple[float, float, float, float], dots: Sequence[Dot], arcs: Sequence[Arc], size: float
) -> Picture:
    # Marks keep their size on the screen, whatever part of the world fills it.
    unit = size * box[2] / WIDTH * (1.0 if box == WORLD else 1.4)
    lines = [(arc.kind, path(line)) for arc in arcs for line in lines_of(arc)]
    land = f"{reverse('places:world')}?v={version()}"
    return Picture(f"map-{next(maps)}", title, box, unit, placed(dots, box, unit), lines, land)


def lines_of(arc: Arc) -> list[list[Point]]:
    here, there = arc.start, arc.end
    return great_circle((here.latitude, here.longitude), (there.latitude, there.longitude))


def path(line: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in line)


def is_inside(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[0] + box[2] and box[1] <= point[1] <= box[1] + box[3]


def placed(dots: Sequence[Dot], box: tuple[float, float, float, float], unit: float) -> list[Mark]:
    """The marks of a view, faint ones first; a numbered one makes room for those before it, along a spiral."""
    marks: list[Mark] = []
    for dot in sorted(dots, key=lambda dot: (dot.kind != "faint", dot.number or 0)):
        if not is_inside(dot.at, box):
            continue
        radius = (NUMBERED if dot.number is not None else FAINT if dot.kind == "faint" else PLAIN) * unit
        x, y = free(dot.at, radius, marks, box) if dot.kind != "faint" else dot.at
        x0, y0 = dot.at
        marks.append(Mark(dot, round(x, 2), round(y, 2), round(x0, 2), round(y0, 2), round(radius, 2)))
    return named(marks, unit)


def named(marks: Sequence[Mark], unit: float) -> list[Mark]:
    """The marks with their names, right or left of them; one that would hide a mark or a name has none."""
    plain = [mark for mark in marks if mark.dot.kind != "faint"]
    taken = [(mark.x - mark.r, mark.x + mark.r, mark.y) for mark in plain]
    done: dict[Mark, Mark] = {}
    for mark in (one for one in plain if one.dot.number is None):
        others = [span for one, span in zip(plain, taken, strict=False) if one is not mark] + taken[len(plain) :]
        width = 8 * unit * (len(mark.dot.label) + 1)
        spans = {"right": (mark.x + mark.r, mark.x + width), "left": (mark.x - width, mark.x - mark.r)}
        for side, (start, end) in spans.items():
            if all(abs(y - mark.y) > 13 * unit or right < start or left > end for left, right, y in others):
                taken.append((start, end, mark.y))
                done[mark] = replace(mark, name=side)
                break
    return [done.get(mark, mark) for mark in marks]


def free(at: Point, radius: float, marks: Sequence[Mark], box: tuple[float, float, float, float]) -> Point:
    """The nearest place along a spiral from `at` where the mark hides no other and is not cut off."""
    inner = (box[0] + radius, box[1] + radius, box[2] - 2 * radius, box[3] - 2 * radius)
    others = [mark for mark in marks if mark.dot.kind != "faint"]
    for turn in range(240):
        angle, away = turn * pi / 5, radius * turn / 9
        x, y = at[0] + away * cos(angle), at[1] + away * sin(angle)
        clear = all(hypot(x - mark.x, y - mark.y) >= radius + mark.r for mark in others)
        if clear and (is_inside((x, y), inner) or not is_inside(at, inner)):
            return x, y
    return at
