from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, cast

from django.db import models

from kokoaan.records.models.record import Record, RecordQuerySet


class Part(Record):
    """A part of another record, its whole: a clause of an agreement, the fee of a year.

    It is owned and seen as its whole is, and goes with it; records/parts.py keeps that so.
    """

    # The foreign key to the whole.
    whole_field: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def whole(self) -> Record:
        return cast(Record, getattr(self, self.whole_field))

    @classmethod
    def of(cls, record: Record) -> models.QuerySet[Self]:
        """The parts of this kind that record has; none when it is not of the kind that has such parts."""
        rows = cast("RecordQuerySet", cls._base_manager.all())
        link = cls._meta.get_field(cls.whole_field)
        return rows.filter(**{cls.whole_field: record.pk}) if type(record) is link.related_model else rows.none()

    def settle(self) -> None:
        """Take owner and circle from the whole; nothing when no whole is chosen, which the check will name."""
        if getattr(self, f"{self.whole_field}_id"):
            self.owner_id, self.circle_id = self.whole.owner_id, self.whole.circle_id

    def moving_to(self, values: Mapping[str, Any]) -> Record | None:
        """The whole that these kept values move it to; None when they leave it where it is."""
        if self.whole_field not in values:
            return None
        model = cast("type[Record]", self._meta.get_field(self.whole_field).related_model)
        return model._base_manager.filter(pk=values[self.whole_field]).first()
