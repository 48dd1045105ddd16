from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self, cast

from django.db import models

from kokoaan.records.models.record import Record, RecordQuerySet


class Part(Record):
    """A part of another record, its whole: a clause of an agreement, the fee of a year.

    It is owned and seen as its whole is, and goes with it; records/parts.py keeps that so.
    """

    # The foreign key to the whole, and what it is a key to.
    whole_field: ClassVar[str]
    key_name: ClassVar[str] = "pk"

    class Meta:
        abstract = True

    @property
    def whole(self) -> Record:
        return cast(Record, getattr(self, self.whole_field))

    @property
    def whole_key(self) -> Any:
        """What the part holds of its whole."""
        return getattr(self, f"{self.whole_field}_id")

    @classmethod
    def key_of(cls, record: Record) -> Any:
        """What parts of this kind hold of record."""
        return getattr(record, cls.key_name)

    @classmethod
    def of(cls, record: Record) -> models.QuerySet[Self]:
        """The parts of this kind that record has; none when it is not of the kind that has such parts."""
        return cls.of_all([record])

    @classmethod
    def of_all(cls, records: Sequence[Record]) -> models.QuerySet[Self]:
        """The same for records of one kind."""
        rows = cast("RecordQuerySet", cls._base_manager.all())
        link = cls._meta.get_field(cls.whole_field)
        if type(records[0]) is not link.related_model:
            return rows.none()
        return rows.filter(**{f"{cls.whole_field}__in": [record.pk for record in records]})

    @classmethod
    def wholes_of(cls, parts: Iterable[Self]) -> Iterator[models.QuerySet[Any]]:
        """The rows that these parts are to belong to, one query for each kind of whole."""
        model = cast("type[Record]", cls._meta.get_field(cls.whole_field).related_model)
        yield model._base_manager.filter(pk__in={part.whole_key for part in parts})

    def moving_to(self, values: Mapping[str, Any]) -> tuple[type[Record] | None, Any]:
        """The kind of whole, and the key of the one, that these kept values move it to; None when it stays."""
        if self.whole_field not in values:
            return None, None
        return cast("type[Record]", self._meta.get_field(self.whole_field).related_model), values[self.whole_field]
