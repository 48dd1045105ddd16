"""Names of places: find a place by any of them, and add those that a source knows."""

from __future__ import annotations

from kokoaan.places.choosing import Resolution
from kokoaan.places.resolver import Resolver

__all__ = ["Resolution", "Resolver"]
