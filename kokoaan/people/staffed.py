"""Units in which somebody works."""

from __future__ import annotations

from datetime import date

from kokoaan.people.models import Post


def staffed_units(day: date) -> set[int]:
    """The ids of units in which, or below which, somebody has a post on day."""
    paths = Post.objects.open_on(day).order_by().values_list("unit__path", flat=True).distinct()
    return {int(part) for path in paths for part in path.split("/") if part}
