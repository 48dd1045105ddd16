"""What a record's page lists below its own fields: its parts, and other records that link to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from kokoaan.people.models import User
from kokoaan.records.hanging import MORE, Section
from kokoaan.records.models import Record
from kokoaan.records.register.inspecting import Shown, shown_fields
from kokoaan.records.register.linking import written

__all__ = ["MORE", "Section", "listed"]

MOST = 50


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    shown: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Listed:
    """One section of one page: the rows that the reader sees, and where one is added or all are seen."""

    title: str
    rows: Sequence[Row]
    more: int
    more_url: str
    add_url: str


def listed(record: Record, section: Section, user: User) -> Listed:
    options = section.model._meta
    rows = section.model.objects.visible_to(user).filter(**{section.link: record.pk})
    rows = rows.order_by(*section.order) if section.order else rows
    fields = [options.get_field(name) for name in section.fields]
    shown = [row_of(row, fields, user) for row in rows[:MOST]]
    form = section.adding_url_name or f"{options.model_name}:add"
    add = f"{reverse(form)}?{section.link}={record.pk}" if user.may("add", section.model) else ""
    title = capfirst(str(section.title or options.verbose_name_plural))
    more = max(0, rows.count() - MOST) if len(shown) == MOST else 0
    return Listed(title, shown, more, listed_at(section.model, section.link, record, user) if more else "", add)


def listed_at(model: type[Record], link: str, record: Record, user: User, **more: str) -> str:
    """The list of a kind, with just the rows that link to record (register/filters.py: with_links)."""
    return f"{reverse(f'{model._meta.model_name}:index')}?{urlencode({link: written(record, user), **more})}"


def row_of(row: Record, fields: Sequence[Any], user: User) -> Row:
    return Row(str(row), reverse(f"{row._meta.model_name}:inspect", args=[row.pk]), shown_fields(row, fields, user))
