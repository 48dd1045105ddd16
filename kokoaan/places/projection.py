"""Equal Earth: where a point of the world lies on our maps, as Vega draws it.

Formula: B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection (2018), https://doi.org/10.1080/13658816.2018.1504949
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt

# The drawing in its own units: the world without the Antarctic.
WIDTH, HEIGHT = 960, 420
SCALE, TRANSLATE = 176.0, (480.0, 232.0)
A1, A2, A3, A4, M = 1.340264, -0.081106, 0.000893, 0.003796, sqrt(3) / 2

Point = tuple[float, float]
STEPS = 48


def projected(latitude: float, longitude: float) -> Point:
    """Where a point lies, in units of the drawing; y grows downwards."""
    theta = asin(M * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = radians(longitude) * cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return TRANSLATE[0] + SCALE * x, TRANSLATE[1] - SCALE * y


def great_circle(start: Point, end: Point) -> list[list[Point]]:
    """The shortest way between two (latitude, longitude), projected; broken where it leaves one side for the other."""
    spots = [between(start, end, step / STEPS) for step in range(STEPS + 1)]
    lines: list[list[Point]] = [[]]
    for before, spot in zip([spots[0], *spots], spots, strict=False):
        if abs(spot[1] - before[1]) > 180:
            lines.append([])
        lines[-1].append(projected(*spot))
    return [line for line in lines if len(line) > 1]


def between(start: Point, end: Point, part: float) -> Point:
    """The point at a part (0 to 1) of the great circle from start to end, as (latitude, longitude) in degrees."""
    (x1, y1, z1), (x2, y2, z2) = vector(start), vector(end)
    angle = atan2(hypot(y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2), x1 * x2 + y1 * y2 + z1 * z2)
    if angle < 1e-9 or pi - angle < 1e-9:
        return start
    first, second = sin((1 - part) * angle) / sin(angle), sin(part * angle) / sin(angle)
    x, y, z = first * x1 + second * x2, first * y1 + second * y2, first * z1 + second * z2
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def vector(point: Point) -> tuple[float, float, float]:
    latitude, longitude = radians(point[0]), radians(point[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
