"""Dates that are known only in part: "2014", "2014-03", "2014-03-09"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.days import written
from kokoaan.lib.worded import WordedCodes

SHAPE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def check_partial_date(value: str) -> None:
    """Raise ValidationError unless value is a year, a month or a day that exists."""
    try:
        if not SHAPE.match(value):
            raise ValueError
        first_day(value)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a year, a month (2014-03) or a day (2014-03-09)."), params={"value": value}
        ) from None


def first_day(value: str) -> date:
    """The first day that a partial date covers."""
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


def is_over(value: str, day: date) -> bool:
    """Whether the whole of a partial date lies before day: "2026" is over when 2026 is. One not known never is."""
    return bool(value) and value < day.isoformat()[: len(value)]


def over(field: str, day: date) -> models.Q:
    """Rows whose partial date is over on day: `is_over`, as the database asks it."""
    today = day.isoformat()
    past = models.Q(**{f"{field}__gt": "", f"{field}__lt": today})
    return past & ~models.Q(**{f"{field}__in": [today[:4], today[:7]]})


def not_before(begins: str, ends: str) -> models.Q:
    """Rows whose end is not before their beginning, as far as both are known: 2022-03 to 2022 is right."""
    known = Substr(models.F(begins), 1, Length(models.F(ends)))
    return models.Q(**{ends: ""}) | models.Q(**{begins: ""}) | models.Q(**{f"{ends}__gte": known})


def spell(name: str, begins: str = "begins", ends: str = "ends") -> models.CheckConstraint:
    """What everything asks that lasts from one partial date to another."""
    return models.CheckConstraint(
        name=name,
        condition=not_before(begins, ends),
        violation_error_message=_("The end is before the beginning."),
    )


class PartialDateField(WordedCodes):
    """A date known to the year, the month or the day; text order is time order. Empty means not known."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, check_partial_date]

    def in_words(self, value: str) -> str:
        return written(value)

    def contribute_to_class(self, cls: type[models.Model], name: str, **more: Any) -> None:  # type: ignore[override]
        """Lists of registers print what `get_FOO_display` says, as they do for choices."""
        super().contribute_to_class(cls, name, **more)
        setattr(cls, f"get_{name}_display", lambda row: written(getattr(row, name)))


def months_before(day: date, months: int) -> date:
    """The day so many months earlier; the last of its month where that one is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def open_on(day: date) -> models.Q:
    """Rows with `begins` and `ends`, both partial, of which day may be a day: "2026" lasts to the year's end."""
    return models.Q(begins__lte=day.isoformat()) & ~over("ends", day)


def ends_too_early(begins: str, ends: str) -> bool:
    """Whether `ends` is before `begins` however they are filled in: "2014" may be after "2014-03", "2013" may not.

    >>> ends_too_early("2014-03", "2014"), ends_too_early("2014-03", "2013")
    (False, True)
    """
    known = min(len(begins), len(ends))
    return ends[:known] < begins[:known]
