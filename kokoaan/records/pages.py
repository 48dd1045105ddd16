"""Where everything about a row is told, for the kinds that have such a page (office/about)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

# Each kind, and by what its address names a row.
ABOUT = {"place": "pk", "country": "pk", "organisation": "uid", "unit": "uid", "goal": "uid", "person": "uid"}


def about_url(row: Any) -> str:
    """The address of everything about row; "" for a kind without such a page."""
    kind = str(row._meta.model_name)
    return reverse(f"about:{kind}", args=[getattr(row, ABOUT[kind])]) if kind in ABOUT else ""
