from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, cast
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.records.models.part import Part
from kokoaan.records.models.record import Record, RecordQuerySet


class Attachment(Part):
    """A document that belongs to a record of any kind: seen, moved, deleted and brought back with it.

    The whole is named by `model` and `record`, its kind and uid. The file lies under its hash below
    settings.ATTACHMENT_ROOT and is never changed; it stays there when the attachment is deleted, for undo.
    """

    class Language(models.TextChoices):
        FI = "fi", _("Finnish")
        SV = "sv", _("Swedish")
        EN = "en", _("English")
        OTHER = "other", _("another language")

    model = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", editable=False, verbose_name=_("kind of record")
    )
    record = models.UUIDField(_("record"), editable=False)
    title = models.CharField(_("title"), max_length=300)
    dated = PartialDateField(_("date of the document"))
    language = models.CharField(_("language"), max_length=5, choices=Language, blank=True)
    name = models.CharField(_("name of the file"), max_length=150, editable=False)
    media_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(_("fingerprint"), max_length=64, editable=False)
    folded = models.CharField(max_length=450, editable=False, db_index=True)

    whole_field = "record"
    key_name = "uid"
    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["record"])]

    def __str__(self) -> str:
        return self.title

    def derive(self) -> None:
        self.folded = fold(f"{self.title} {self.name}")[:450]

    def clean(self) -> None:
        if whole_of(self.model, self.record) is None:
            raise ValidationError(_("The record that this document belongs to is not there."))

    @property
    def whole(self) -> Record:
        found = whole_of(self.model, self.record)
        if found is None:
            raise Record.DoesNotExist
        return found

    @property
    def path(self) -> Path:
        return Path(settings.ATTACHMENT_ROOT) / self.sha256

    @property
    def whole_key(self) -> Any:
        return self.record

    @classmethod
    def of_all(cls, records: Sequence[Record]) -> models.QuerySet[Self]:
        rows = cast("RecordQuerySet", cls._base_manager.all())
        model = ContentType.objects.get_for_model(records[0])
        return rows.filter(model=model, record__in=[record.uid for record in records])

    @classmethod
    def wholes_of(cls, parts: Iterable[Self]) -> Iterator[models.QuerySet[Any]]:
        uids: dict[int, set[UUID]] = defaultdict(set)
        for part in parts:
            uids[part.model_id].add(part.record)
        for key, some in sorted(uids.items()):
            model = cast("type[Record]", ContentType.objects.get_for_id(key).model_class())
            yield model._base_manager.filter(uid__in=some)

    def moving_to(self, values: Mapping[str, Any]) -> tuple[type[Record] | None, Any]:
        if not values.keys() & {"model", "record"}:
            return None, None
        model = ContentType.objects.get_for_id(values.get("model", self.model_id)).model_class()
        return cast("type[Record]", model), UUID(str(values.get("record", self.record)))


def whole_of(model: ContentType, uid: Any) -> Record | None:
    kind = cast("type[Record]", model.model_class())
    found: Record | None = kind._base_manager.filter(uid=uid).first()
    return found
