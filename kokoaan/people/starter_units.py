"""The units of the city that starter content and demo accounts share: one table of names, from the city's own pages.

Names in fi, sv and en as on hel.fi (City organisation; This is the City Executive Office), read in November 2026.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from kokoaan.lib.text import Version, text
from kokoaan.people.models import Unit

CITY = "city"
STRATEGY = "strategy"

# key: (key of the unit it is a part of, name); a unit stands below the one it is a part of.
UNITS: dict[str, tuple[str, dict[str, Version]]] = {
    CITY: ("", text(en="City of Helsinki", fi="Helsingin kaupunki", sv="Helsingfors stad")),
    "executive-office": (CITY, text(en="City Executive Office", fi="Kaupunginkanslia", sv="Stadskansliet")),
    STRATEGY: (
        "executive-office",
        text(en="Strategy Department", fi="Strategiaosasto", sv="Strategiavdelningen"),
    ),
    "education": (
        CITY,
        text(en="Education Division", fi="Kasvatuksen ja koulutuksen toimiala", sv="Fostrans- och utbildningssektorn"),
    ),
    "urban-environment": (
        CITY,
        text(en="Urban Environment Division", fi="Kaupunkiympäristön toimiala", sv="Stadsmiljösektorn"),
    ),
    "culture-leisure": (
        CITY,
        text(
            en="Culture and Leisure Division", fi="Kulttuurin ja vapaa-ajan toimiala", sv="Kultur- och fritidssektorn"
        ),
    ),
    "social-health-rescue": (
        CITY,
        text(
            en="Social Services, Health Care and Rescue Services Division",
            fi="Sosiaali-, terveys- ja pelastustoimiala",
            sv="Social-, hälsovårds- och räddningssektorn",
        ),
    ),
}


def uid_of(key: str) -> UUID:
    """The address that a starter unit has in every house."""
    return uuid5(NAMESPACE_URL, f"kokoaan:starter:unit:{key}")


@transaction.atomic
def make_units() -> dict[str, Unit]:
    """Return the starter units by key, making those that are missing; what staff have changed stays as it is."""
    made: dict[str, Unit] = {}
    for key, (parent, name) in UNITS.items():
        unit = Unit.objects.filter(uid=uid_of(key)).first()
        if unit is None:
            unit = Unit(uid=uid_of(key), name=name, parent=made.get(parent))
            unit.save()
        made[key] = unit
    return made
