"""A record's fields in words, for a person who sees the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import models
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.lib.days import written
from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.text import Text, TextField, in_language, states_of
from kokoaan.lib.worded import WordedCodes, WordedField
from kokoaan.people.models import User
from kokoaan.records.history import known_to
from kokoaan.records.models import Record
from kokoaan.records.pages import about_url

Field = models.Field[Any, Any]
# A text in languages that is longer stands in paragraphs of its own.
SHORT = 120


@dataclass(frozen=True, slots=True)
class Shown:
    label: str
    value: str
    url: str = ""
    is_long: bool = False
    # Names and addresses of the rows that it links to; "" where a row has no page of its own.
    links: Sequence[tuple[str, str]] = ()
    # What versions in other languages wait for: "in Swedish: missing".
    marks: tuple[str, ...] = ()


def shown_fields(record: Record, fields: Iterable[Field], user: User) -> list[Shown]:
    """What the record says, field by field; an empty field is left out."""
    every = (shown_field(record, field, user) for field in fields)
    return [shown for shown in every if shown.value]


def shown_field(record: Record, field: Field, user: User) -> Shown:
    label = capfirst(str(field.verbose_name))
    if field.many_to_many:
        links = linked(record, field, user)
        return Shown(label, ", ".join(name for name, _url in links), links=links)
    value = getattr(record, field.attname)
    if value in (None, "", {}, []):
        return Shown(label, "")
    if isinstance(field, models.ForeignKey):
        named = known_to(user, field.related_model).filter(pk=value).first()
        return Shown(label, str(named) if named else _("something that you cannot see"), url=page_of(named))
    if isinstance(field, models.URLField):
        return Shown(label, str(value), url=str(value))
    if isinstance(field, TextField):
        words = in_language(value, get_language() or "en")
        return Shown(label, words, is_long=len(words) > SHORT, marks=marks_of(value))
    if isinstance(field, WordedField | WordedCodes):
        return Shown(label, field.in_words(value))
    if isinstance(value, date):
        return Shown(label, written(value))
    if isinstance(value, bool):
        return Shown(label, _("yes") if value else _("no"))
    return Shown(label, str(dict(field.flatchoices).get(value, value)), is_long=isinstance(field, models.TextField))


def marks_of(value: Text) -> tuple[str, ...]:
    return tuple(f"{NAMES[lang]}: {state.label}" for lang, state in states_of(value).items())


def page_of(row: models.Model | None) -> str:
    """Where everything about a row is told, else a record's own page; "" for what has neither."""
    if row is None:
        return ""
    own = reverse(f"{row._meta.model_name}:inspect", args=[row.pk]) if isinstance(row, Record) else ""
    return about_url(row) or own


def linked(record: Record, field: Field, user: User) -> list[tuple[str, str]]:
    """Names and addresses of the rows that the record links to, as far as user may know them."""
    known = known_to(user, cast("type[models.Model]", field.related_model)).filter(
        pk__in=getattr(record, field.name).values("pk")
    )
    return sorted((str(row), page_of(row)) for row in known)


def in_a_line(record: Record, fields: Iterable[Field], most: int = 220) -> str:
    """What the record says besides its name and source, short and without asking the database."""
    plain = (field for field in fields if not field.is_relation and not isinstance(field, models.URLField))
    name = str(record)
    said = ((capfirst(str(field.verbose_name)), in_words(record, field)) for field in plain)
    return Truncator(" · ".join(f"{label}: {words}" for label, words in said if words and words not in name)).chars(
        most
    )


def in_words(record: Record, field: Field) -> str:
    value = getattr(record, field.attname)
    if value in (None, "", {}, [], False):
        return ""
    if isinstance(field, TextField):
        return in_language(value, get_language() or "en")
    if isinstance(field, WordedField | WordedCodes):
        return field.in_words(value)
    if isinstance(value, date):
        return written(value)
    if isinstance(value, bool):
        return _("yes")
    return str(dict(field.flatchoices).get(value, value))
