"""A record's fields as the change log keeps them in JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.duration import duration_iso_string

from kokoaan.records.models import Record

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    # Django's own class takes no parameters, until a package that is loaded later lends it some.
    Field = models.Field
# The primary key and the uid stay the record's own for ever; the version only grows.
NOT_LOGGED = {"version"}
IDENTITY = {"id", "uid"}


def logged_fields(model: type[Record]) -> dict[str, Field]:
    """The fields whose changes are logged, by name."""
    apart = NOT_LOGGED | IDENTITY | set(model.derived_fields)
    return {field.name: field for field in all_fields(model) if field.name not in apart}


def all_fields(model: type[Record]) -> list[Field]:
    """Columns, and links to many rows."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def kept(value: Any) -> Any:
    """Return value as JSON keeps it, without loss.

    >>> kept(Decimal("1.50"))
    '1.50'
    """
    if isinstance(value, models.Model):
        return kept(value.pk)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def kept_field(record: Record, field: Field) -> Any:
    """The field's kept value; links to many rows by their keys, sorted."""
    if not field.many_to_many:
        return kept(getattr(record, field.attname))
    if field.name in record.links:
        return sorted(record.links[field.name])
    if field.name in record.linked:
        return record.linked[field.name]
    return sorted(getattr(record, field.name).values_list("pk", flat=True)) if record.pk else []


def kept_record(record: Record) -> dict[str, Any]:
    """Every field of the record, its identity included, so that it can be born again."""
    skipped = NOT_LOGGED | set(record.derived_fields)
    fields = [field for field in all_fields(type(record)) if field.name not in skipped]
    return {field.name: kept_field(record, field) for field in fields}


def differing(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the kept values that differ from the record's; raises KeyError for a field that is not logged."""
    fields = logged_fields(type(record))
    return {name: value for name, value in values.items() if kept_field(record, fields[name]) != value}


def restored(field: Field, value: Any) -> Any:
    """The inverse of `kept`, for the column of field."""
    if value is None or field.many_to_many or isinstance(field, models.JSONField):
        return value
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def set_field(record: Record, field: Field, value: Any) -> None:
    """Set a field from a kept value; a foreign key forgets the row it had loaded, links wait for `set_links`."""
    if field.many_to_many:
        record.links[field.name] = value
    else:
        setattr(record, field.attname, restored(field, value))
