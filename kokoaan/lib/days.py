"""Days as people write them, as far as they are known. Templates have these as filters without loading anything."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter("day")
def written(value: str | date | None) -> str:
    """In the reader's language: "29 May 2018", "May 2018", "2018"; what is no day stays as it is."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    known = value if isinstance(value, str) else value.isoformat()[:10]
    try:
        return in_language(known)
    except ValueError:
        return known


def in_language(known: str) -> str:
    if len(known) <= 4:
        return known
    if len(known) == 7:
        return date_format(date.fromisoformat(f"{known}-01"), "YEAR_MONTH_FORMAT")
    return date_format(date.fromisoformat(known), "DATE_FORMAT")


@register.filter("to")
def spanning(begins: str, ends: str) -> str:
    """From a day to another: "2014–2018", "May 2018 – 2020", "2014–", "–2018"; "" where neither is known."""
    if not (begins or ends):
        return ""
    is_wordy = begins and ends and len(begins) + len(ends) > 8
    return f"{written(begins)}{' – ' if is_wordy else '–'}{written(ends)}"
