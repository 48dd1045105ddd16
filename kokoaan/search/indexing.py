"""Keep the index true to the database: rebuild it, or bring in what has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from django.db import transaction

from kokoaan.records.models import Outbox
from kokoaan.search import engine, folders
from kokoaan.search.document import Document, document_id
from kokoaan.search.kinds import KINDS
from kokoaan.search.pending import keep_passages

T = TypeVar("T")
BATCH = 1_000
Seen = Callable[[int], object]


def everything() -> Iterator[Document]:
    return chain.from_iterable(kind.all() for kind in KINDS.values())


def count_everything() -> int:
    return sum(kind.rows().count() for kind in KINDS.values())


def rebuild(seen: Seen = lambda count: None) -> int:
    """Make the index of words anew from the database; `seen` is told of each batch of documents.

    Passages of texts that have not changed keep their vectors; the others wait to be embedded.
    """
    with folders.writing(wait=30):
        waiting = list(Outbox.objects.values_list("pk", "version"))
        count = engine.rebuild(with_passages(everything(), seen))
        # What waited before the reading began has been read; what has changed since then has another version.
        forget(waiting)
    return count


def bring_up_to_date(seen: Seen = lambda count: None) -> None:
    """Rebuild an index that is missing or of another version, and do nothing else: `kokoaan work` does the rest."""
    if engine.index_health():
        rebuild(seen)


def with_passages(documents: Iterable[Document], seen: Seen) -> Iterator[Document]:
    for batch in batches(documents, BATCH):
        keep_passages([document for document in batch if KINDS[document.kind].carries_meaning])
        yield from batch
        seen(len(batch))


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Indexer:
    """Brings changes in, batch by batch, with one open writer.

    Killed at any moment, it loses nothing: a row leaves the outbox only after its document is in the index, and only
    if nobody has changed it meanwhile.
    """

    def __init__(self) -> None:
        self.writer: engine.Writer | None = None
        self.pointer: folders.Pointer | None = None
        self.changed = 0  # rows brought in since the file of vectors was made

    def drain(self, batch: int = BATCH) -> int:
        """Index one batch of what waits; returns how many rows it had. Raises IndexBusy while another writes."""
        rows = list(Outbox.objects.order_by("pk").values_list("pk", "version", "kind", "key")[:batch])
        if rows:
            with folders.writing():
                self.open().apply(*documents_of((kind, key) for _, _, kind, key in rows))
            forget((pk, version) for pk, version, _, _ in rows)
            self.changed += len(rows)
        return len(rows)

    def open(self) -> engine.Writer:
        """The writer of the folder in use. Raises IndexTrouble when there is none, or it is of another version."""
        pointer = folders.read_pointer()
        if self.writer is None or pointer != self.pointer:
            current = engine.open_engine(pointer)
            self.close()
            self.writer, self.pointer = engine.Writer(current.folder), pointer
        return self.writer

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.writer = None


def documents_of(names: Iterable[tuple[str, str]]) -> tuple[list[Document], list[str]]:
    """The documents of these kinds and keys, and the ids of those whose rows are gone."""
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in names:
        keys[kind].append(key)
    found: list[Document] = []
    for kind in keys.keys() & KINDS.keys():
        found += KINDS[kind].by_keys(keys[kind])
    asked = {document_id(kind, key) for kind in keys for key in keys[kind]}
    gone = sorted(asked - {document.id for document in found})
    keep_passages([document for document in found if KINDS[document.kind].carries_meaning], gone)
    return found, gone


def forget(rows: Iterable[tuple[int, int]]) -> None:
    """Take rows out of the outbox that still have the version that was indexed."""
    by_version: dict[int, list[int]] = defaultdict(list)
    for pk, version in rows:
        by_version[version].append(pk)
    with transaction.atomic():
        for version, pks in by_version.items():
            for some in batches(pks, BATCH):
                Outbox.objects.filter(pk__in=some, version=version).delete()
