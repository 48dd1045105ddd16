"""Say that a document's place in the index is out of date, in the transaction that changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from kokoaan.lib.pieces import pieces
from kokoaan.records.models import Outbox


def touch(kind: str, key: str) -> None:
    touch_all([(kind, key)])


def touch_all(documents: Iterable[tuple[str, str]]) -> None:
    """Add the documents' rows, or raise their versions: an indexer at work on the old version then keeps the row.

    First every row is there, then every version is raised, in one order: two writers cannot lock each other out.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in documents:
        keys[kind].add(key)
    for kind in sorted(keys):
        for some in pieces(sorted(keys[kind])):
            Outbox.objects.bulk_create([Outbox(kind=kind, key=key, version=0) for key in some], ignore_conflicts=True)
            Outbox.objects.filter(kind=kind, key__in=some).update(version=F("version") + 1, at=timezone.now())
