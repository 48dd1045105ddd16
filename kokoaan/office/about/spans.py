"""Partial dates as spans of days: "2014" is a whole year, and is drawn as one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def last_day(value: str) -> date:
    """The last day that a partial date may mean."""
    if len(value) == 10:
        return date.fromisoformat(value)
    year, month = int(value[:4]), int(value[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])
