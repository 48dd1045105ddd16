"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_KM = 6371.0088

Position = tuple[float, float]


def km_between(here: Position, there: Position) -> float:
    """Return the great-circle distance between two (latitude, longitude) pairs in degrees.

    >>> round(km_between((60.17, 24.94), (59.44, 24.75)))  # Helsinki, Tallinn
    82
    """
    (lat, lon), (other_lat, other_lon) = here, there
    a = (
        sin(radians(other_lat - lat) / 2) ** 2
        + cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(min(a, 1.0)))


def km_to_all(here: Position, latitudes: ArrayLike, longitudes: ArrayLike) -> NDArray[np.float64]:
    """Return the distance from here to each of many positions, as `km_between` would."""
    lat, lon = np.radians(np.asarray(latitudes, dtype=np.float64)), np.radians(np.asarray(longitudes, dtype=np.float64))
    here_lat, here_lon = radians(here[0]), radians(here[1])
    a = np.sin((lat - here_lat) / 2) ** 2 + np.cos(lat) * cos(here_lat) * np.sin((lon - here_lon) / 2) ** 2
    kilometres: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(a, 1.0)))
    return kilometres
