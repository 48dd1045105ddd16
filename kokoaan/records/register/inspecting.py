"""A record's fields in words, for a person who sees the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.lib.text import TextField, in_language
from kokoaan.people.models import User
from kokoaan.records.history import known_to
from kokoaan.records.models import Record

Field = models.Field[Any, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    label: str
    value: str
    url: str = ""
    is_long: bool = False


def shown_fields(record: Record, fields: Iterable[Field], user: User) -> list[Shown]:
    """What the record says, field by field; an empty field is left out."""
    every = (shown_field(record, field, user) for field in fields)
    return [shown for shown in every if shown.value]


def shown_field(record: Record, field: Field, user: User) -> Shown:
    label = capfirst(str(field.verbose_name))
    value = getattr(record, field.attname)
    if value in (None, ""):
        return Shown(label, "")
    if isinstance(field, models.ForeignKey):
        named = known_to(user, field.related_model).filter(pk=value).first()
        return Shown(label, str(named) if named else _("something that you cannot see"))
    if isinstance(field, models.URLField):
        return Shown(label, str(value), url=str(value))
    if isinstance(field, TextField):
        return Shown(label, in_language(value, get_language() or "en"))
    if isinstance(value, bool):
        return Shown(label, _("yes") if value else _("no"))
    return Shown(label, str(dict(field.flatchoices).get(value, value)), is_long=isinstance(field, models.TextField))
