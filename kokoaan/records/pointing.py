"""What points at a record: foreign keys, links to many, and uids that stand in other records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import models

from kokoaan.records.models import Attachment, Record, RecordQuerySet


@dataclass(frozen=True, slots=True)
class Link:
    """A field of another model (or of the same) that points at a kind of record."""

    model: type[models.Model]
    field: Any

    @property
    def of_record(self) -> bool:
        return issubclass(self.model, Record)

    @property
    def name(self) -> str:
        """Of the rows that are no records: how a merge notes which went along."""
        return f"{self.model._meta.label_lower}.{self.field.name}"

    def rows(self, record: Record) -> models.QuerySet[Any]:
        """The rows that point at record, each once."""
        rows = self.model._base_manager.filter(**{self.field.name: record.pk})
        # Of a kind's own links to itself, the record's is settled with its other fields.
        return rows.exclude(pk=record.pk) if self.model is type(record) else rows


def links_to(model: type[models.Model]) -> list[Link]:
    """Every field that points at model. Those without a way back (`related_name="+"`) are hidden, so they are asked."""
    found = (field for field in model._meta.get_fields(include_hidden=True) if is_link_here(field))
    return [Link(cast("type[models.Model]", field.related_model), cast(Any, field).field) for field in found]


def is_link_here(field: Any) -> bool:
    """Whether a field stands for another's link; the table behind a link to many is written with that link."""
    comes_from_elsewhere = field.auto_created and not field.concrete and field.is_relation
    return bool(comes_from_elsewhere and field.related_model and not field.related_model._meta.auto_created)


@dataclass(frozen=True, slots=True)
class UidLink:
    """A field of a kind of record that holds uids of others, in text or JSON.

    `rows` finds the records that hold one; `swapped` returns a kept value with one uid in the place of another.
    """

    model: type[Record]
    field: str
    rows: Callable[[RecordQuerySet, UUID], RecordQuerySet]
    swapped: Callable[[Any, UUID, UUID], Any]

    def holders(self, uid: UUID) -> Iterator[Record]:
        yield from self.rows(cast(RecordQuerySet, self.model._base_manager.all()), uid).order_by("pk")


# A document names the record that it belongs to by its uid.
DOCUMENTS = UidLink(Attachment, "record", lambda rows, uid: rows.filter(record=uid), lambda held, old, new: str(new))
UID_LINKS: list[UidLink] = [DOCUMENTS]


def add_uid_link(link: UidLink) -> None:
    """Take in such a field of a higher floor: its app calls this once, when it is ready."""
    UID_LINKS.append(link)
