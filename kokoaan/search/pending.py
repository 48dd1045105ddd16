"""Passages that have been cut and wait for their vectors; and how they get them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.db import transaction

from kokoaan.search.document import Document
from kokoaan.search.kinds import KINDS
from kokoaan.search.meaning import centred_passages, embedder
from kokoaan.search.models import Vector
from kokoaan.search.passages import passages
from kokoaan.search.vectors import packed

# Embedded together: enough to be fast, few enough that a kill loses a second of work.
BATCH = 32


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage as it should be: where it belongs, and the hash of what is embedded of it."""

    document: str
    lang: str
    passage: int
    begins: int
    ends: int
    text_hash: str

    @property
    def place(self) -> tuple[str, str, int]:
        return self.document, self.lang, self.passage


def cuts(document: Document) -> Iterator[Cut]:
    if (body := document.meaningful) is None:
        return
    for number, passage in enumerate(passages(body.text)):
        text = passage.of(body.text)
        yield Cut(document.id, body.lang, number, passage.begin, passage.end, text_hash(text))


def text_hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def keep_passages(documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
    """Make the rows of these documents' passages what they should be. A passage that is the same keeps its vector."""
    ids = [document.id for document in documents]
    wanted = {cut.place: cut for document in documents for cut in cuts(document)}
    with transaction.atomic():
        have = {(row.document, row.lang, row.passage): row for row in Vector.objects.filter(document__in=[*ids, *gone])}
        stale = [row.pk for place, row in have.items() if place not in wanted or differs(row, wanted[place])]
        fresh = [cut for place, cut in wanted.items() if place not in have or differs(have[place], cut)]
        if stale or fresh:
            rows = with_known(fresh)
            Vector.objects.filter(pk__in=stale).delete()
            Vector.objects.bulk_create(rows, batch_size=500)


def differs(row: Vector, cut: Cut) -> bool:
    return (row.text_hash, row.begins, row.ends) != (cut.text_hash, cut.begins, cut.ends)


def with_known(fresh: Iterable[Cut]) -> list[Vector]:
    """Rows for passages; one whose text has a vector elsewhere takes that, the others wait (model "")."""
    fresh = list(fresh)
    same = Vector.objects.filter(text_hash__in={cut.text_hash for cut in fresh}, model=embedder().name)
    known = {row.text_hash: row for row in same}
    return [
        Vector(
            document=cut.document,
            lang=cut.lang,
            passage=cut.passage,
            begins=cut.begins,
            ends=cut.ends,
            text_hash=cut.text_hash,
            model=known[cut.text_hash].model if cut.text_hash in known else "",
            values=known[cut.text_hash].values if cut.text_hash in known else b"",
            scale=known[cut.text_hash].scale if cut.text_hash in known else 0.0,
        )
        for cut in fresh
    ]


def count_pending() -> int:
    return Vector.objects.exclude(model=embedder().name).count()


def embed_some(batch: int = BATCH) -> int:
    """Embed one batch of passages that wait; returns how many, 0 when none waits."""
    rows = list(Vector.objects.exclude(model=embedder().name).order_by("pk")[:batch])
    texts = texts_of(rows)
    lost = [row.pk for row in rows if row.pk not in texts]
    # Short with short: the model pads a batch to its longest text.
    found = sorted((row for row in rows if row.pk in texts), key=lambda row: len(texts[row.pk]))
    if found:
        values, scales = packed(centred_passages([texts[row.pk] for row in found]))
        for row, value, scale in zip(found, values, scales, strict=True):
            row.model, row.values, row.scale = embedder().name, value.tobytes(), float(scale)
    with transaction.atomic():
        Vector.objects.bulk_update(found, ["model", "values", "scale"])
        # The text has changed since it was cut: an outbox row waits that will cut it again.
        Vector.objects.filter(pk__in=lost).delete()
    return len(rows)


def texts_of(rows: Sequence[Vector]) -> dict[int, str]:
    """The text of each row's passage, read from the database now; rows whose text has changed have none."""
    bodies = {}
    for document in documents_of_ids({row.document for row in rows}):
        if document.meaningful:
            bodies[document.id] = document.meaningful.text
    texts = {row.pk: bodies.get(row.document, "")[row.begins : row.ends] for row in rows}
    return {row.pk: texts[row.pk] for row in rows if text_hash(texts[row.pk]) == row.text_hash}


def documents_of_ids(ids: Iterable[str]) -> Iterator[Document]:
    keys: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        kind, _, key = id.partition("|")
        keys[kind].append(key)
    for kind, some in keys.items():
        if kind in KINDS:
            yield from KINDS[kind].by_keys(some)
