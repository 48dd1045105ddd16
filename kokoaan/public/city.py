"""The city whose pages these are."""

from __future__ import annotations

from django.conf import settings

from kokoaan.places.models import Place


def our_place() -> Place | None:
    """Our city among the places of the world; None until places are loaded."""
    return Place.objects.filter(pk=settings.CITY_GEONAMES_ID).first()


def city_name() -> str:
    """Our city in the reader's language; until places are loaded, as the settings name it."""
    return str(our_place() or settings.CITY_NAME)
