"""Say that a document's place in the index is out of date, in the transaction that changed it."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from kokoaan.records.models import Outbox


def touch(kind: str, key: str) -> None:
    """Add the document's row, or raise its version, so that an indexer at work on the old version keeps the row."""
    if not raised(kind, key) and not Outbox.objects.get_or_create(kind=kind, key=key)[1]:
        raised(kind, key)


def raised(kind: str, key: str) -> bool:
    rows = Outbox.objects.filter(kind=kind, key=key)
    return rows.update(version=F("version") + 1, at=timezone.now()) > 0
