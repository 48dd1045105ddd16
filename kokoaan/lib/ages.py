"""How long ago something began, in bands: of partial dates, which are text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# A band's name, where it begins and ends in years before today; the last one has no end.
BANDS: Mapping[str, tuple[int, int | None]] = {
    "0-2": (0, 2),
    "2-5": (2, 5),
    "5-10": (5, 10),
    "10-20": (10, 20),
    "20": (20, None),
}
UNSTATED = "unstated"
AGES = {
    "0-2": _("less than 2 years"),
    "2-5": _("2 to 5 years"),
    "5-10": _("5 to 10 years"),
    "10-20": _("10 to 20 years"),
    "20": _("20 years or more"),
    UNSTATED: _("not stated"),
}


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February, the day before where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def of_age(column: str, band: str, day: date) -> Q:
    """Rows whose partial date lies in the band; a year or a month counts as its first day. Bands do not overlap.

    What begins after today is in the first band.
    """
    if band == UNSTATED:
        return Q(**{column: ""})
    newest, oldest = BANDS[band]
    found = Q(**{f"{column}__gt": years_before(day, oldest).isoformat() if oldest else ""})
    return found & Q(**{f"{column}__lte": years_before(day, newest).isoformat()}) if newest else found
