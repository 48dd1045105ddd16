"""Dates that are known only in part: "2014", "2014-03", "2014-03-09"."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def check_partial_date(value: str) -> None:
    """Raise ValidationError unless value is a year, a month or a day that exists."""
    try:
        if not SHAPE.match(value):
            raise ValueError
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a year, a month (2014-03) or a day (2014-03-09)."), params={"value": value}
        ) from None


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A date known to the year, the month or the day; text order is time order. Empty means not known."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, check_partial_date]


def ends_too_early(begins: str, ends: str) -> bool:
    """Whether `ends` is before `begins` however they are filled in: "2014" may be after "2014-03", "2013" may not.

    >>> ends_too_early("2014-03", "2014"), ends_too_early("2014-03", "2013")
    (False, True)
    """
    known = min(len(begins), len(ends))
    return ends[:known] < begins[:known]


def has_ended(ends: str, day: date) -> bool:
    """Whether it is over on day; what ends in 2014 lasts to the end of that year, as far as we know."""
    return bool(ends) and ends < day.isoformat()[: len(ends)]
