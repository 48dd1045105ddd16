"""Two or three rows of facts, in sight of the test that needs them."""

from __future__ import annotations

from typing import Any

import numpy as np

from kokoaan.finder.evidence import (
    Base,
    Hits,
    Kind,
    Memberships,
    Organisations,
    Participations,
    Places,
    Projects,
    Status,
    Ties,
)

# Invented towns on a real coast: (name, country, latitude, longitude, inhabitants).
TOWNS = [
    ("Ourtown", "FI", 60.2, 24.9, 600_000),
    ("Neartown", "EE", 59.4, 24.7, 400_000),
    ("Fartown", "PT", 38.7, -9.1, 500_000),
    ("Smalltown", "EE", 59.5, 25.0, 6_000),
    ("Lonetown", "SE", 59.3, 18.0, 50_000),
]
OUR, NEAR, FAR, SMALL, LONE = range(5)

# (project key, programme, title, begins, ends, [(place, organisation, kind, lead)])
PROJECTS: list[tuple[str, str, str, int, int, list[tuple[int, str, Kind, bool]]]] = [
    (
        "keep:Gulf:HEAT",
        "2014 - 2020 Gulf",
        "Warm homes",
        2016,
        2019,
        [(OUR, "Ourtown", Kind.CITY, True), (NEAR, "Neartown University", Kind.RESEARCH, False)],
    ),
    (
        "keep:Gulf:SEA",
        "2014 - 2020 Gulf",
        "Clean sea",
        2017,
        2019,
        [
            (OUR, "Ourtown", Kind.CITY, True),
            (SMALL, "Smalltown", Kind.CITY, False),
            (NEAR, "Neartown", Kind.CITY, False),
        ],
    ),
    (
        "urbact:1",
        "URBACT II",
        "Warm quarters",
        2010,
        2012,
        [(FAR, "Fartown", Kind.CITY, True), (NEAR, "Neartown", Kind.CITY, False)],
    ),
]
HEAT, SEA, QUARTERS = range(3)


def make_base(**changed: Any) -> Base:
    rows = [(number, *row) for number, project in enumerate(PROJECTS) for row in project[5]]
    bodies = sorted({(name, kind, place) for _number, place, name, kind, _lead in rows})
    names, countries, lats, lons, people = zip(*TOWNS, strict=True)
    facts: dict[str, Any] = {
        "places": Places(np.arange(5) + 100, names, countries, np.array(lats), np.array(lons), np.array(people)),
        "organisations": Organisations(
            tuple(name for name, _kind, _place in bodies),
            np.array([int(kind) for _name, kind, _place in bodies]),
            np.array([place for _name, _kind, place in bodies]),
        ),
        "projects": Projects(
            tuple(row[0] for row in PROJECTS),
            tuple(row[2] for row in PROJECTS),
            tuple(row[1] for row in PROJECTS),
            np.array([row[3] for row in PROJECTS]),
            np.array([row[4] for row in PROJECTS]),
        ),
        "participations": Participations(
            np.array([row[0] for row in rows]),
            np.array([row[1] for row in rows]),
            np.array([bodies.index((row[2], row[3], row[1])) for row in rows]),
            np.array([row[4] for row in rows]),
            tuple("EE001 Northshore" if row[1] in (NEAR, SMALL) else "" for row in rows),
        ),
        "networks": ("Cold Cities",),
        "memberships": Memberships(("networks:1",) * 2, np.zeros(2, dtype=np.int64), np.array([OUR, FAR]), np.ones(2)),
        "ties": Ties(("tie:1",), np.array([OUR]), np.array([LONE]), np.array([int(Status.SUSPENDED)])),
        "names": {name.lower(): (row,) for row, name in enumerate(names)},
    }
    return Base(**facts | changed)


def make_hits(**found: float) -> Hits:
    """Hits by the name of the project: make_hits(HEAT=0.5)."""
    rows = {"HEAT": HEAT, "SEA": SEA, "QUARTERS": QUARTERS}
    projects = np.array([rows[name] for name in found], dtype=np.int64)
    scores = np.array(list(found.values()), dtype=np.float64)
    return Hits(projects, scores * 10, scores)
