"""Vectors of passages: one row each in the database, and a file of plain arrays made from them, which is searched.

A vector is kept as 8-bit numbers and their scale. The search compares a query with every row, exactly.
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kokoaan.search import folders
from kokoaan.search.document import document_number
from kokoaan.search.kinds import KINDS, record_kinds
from kokoaan.search.meaning import Vectors, embedder
from kokoaan.search.models import Vector

Ints = NDArray[np.int64]
# So many rows of 384 numbers stay in a processor's own memory while they are compared: of eight times as many, it takes
# twice as long.
CHUNK = 1_024
ROW = np.dtype(
    [("number", "<i8"), ("begins", "<i4"), ("ends", "<i4"), ("scale", "<f4"), ("lang", "S8"), ("kind", "S20")]
)


def packed(vectors: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    """Each vector as 8-bit numbers, and the scale that restores it."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Match:
    """A document's best passage for a query, and its centred cosine."""

    number: int
    score: float
    begin: int
    end: int
    lang: str


class VectorFile:
    """The vectors that the file has, in memory only as far as they are read."""

    def __init__(self, model: str, rows: NDArray[Any], values: NDArray[np.int8]) -> None:
        self.model, self.rows, self.values = model, rows, values
        self.number = np.ascontiguousarray(rows["number"])
        self.scale = np.ascontiguousarray(rows["scale"])
        # Compared once: with a million rows that takes a tenth of a second.
        each = {kind: rows["kind"] == kind.encode() for kind in KINDS}
        self.rows_of_kind = {kind: mask for kind, mask in each.items() if mask.any()}
        self.guarded = self.of_kinds(record_kinds())

    def __len__(self) -> int:
        return len(self.rows)

    def scores(self, queries: Vectors) -> NDArray[np.float32]:
        """The cosine of each query with each row: one line for a query."""
        found = np.empty((len(queries), len(self)), np.float32)
        for first in range(0, len(self), CHUNK):
            part = slice(first, first + CHUNK)
            found[:, part] = queries @ self.values[part].astype(np.float32).T
        found *= self.scale
        return found

    def meaning_of(self, number: int) -> Vectors | None:
        """The middle of a document's passages, of length one; None when none of them is embedded."""
        rows = np.flatnonzero(self.number == number)
        if not len(rows):
            return None
        middle = (self.values[rows].astype(np.float32) * self.scale[rows, None]).mean(axis=0)
        return np.asarray(middle / max(float(np.linalg.norm(middle)), 1e-9), np.float32)

    def best(self, scores: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_]) -> list[Match]:
        """The documents with the best passages among allowed rows, best first."""
        rows = np.flatnonzero(allowed)
        found: dict[int, Match] = {}
        for row in (rows[place] for place in best_first(scores[rows], limit)):
            number = int(self.number[row])
            if number not in found:
                if len(found) == limit:
                    break
                found[number] = self.match(int(row), float(scores[row]))
        return list(found.values())

    def best_of(self, scores: NDArray[np.float32], numbers: Collection[int]) -> dict[int, Match]:
        """The best passage of each of these documents that has any."""
        asked = np.array(list(numbers), np.int64)
        firsts = np.searchsorted(self.number, asked, "left", sorter=self.by_number)
        ends = np.searchsorted(self.number, asked, "right", sorter=self.by_number)
        found = {}
        for number, first, end in zip(numbers, firsts, ends, strict=True):
            if first < end:
                rows = self.by_number[first:end]
                row = int(rows[np.argmax(scores[rows])])
                found[number] = self.match(row, float(scores[row]))
        return found

    @cached_property
    def by_number(self) -> Ints:
        return np.argsort(self.number, kind="stable")

    def match(self, row: int, score: float) -> Match:
        at = self.rows[row]
        return Match(int(at["number"]), score, int(at["begins"]), int(at["ends"]), at["lang"].decode())

    def allowed(self, numbers: Collection[int] | None, without: Collection[int] = ()) -> NDArray[np.bool_]:
        """Rows that may be found: facts, which everyone may see, and records of these numbers; less `without`."""
        allowed = ~self.guarded
        if numbers:
            allowed[self.guarded] = np.isin(self.number[self.guarded], np.array(list(numbers), np.int64))
        if without:
            allowed &= ~np.isin(self.number, np.array(list(without), np.int64))
        return allowed

    def of_numbers(self, numbers: Collection[int]) -> NDArray[np.bool_]:
        return np.isin(self.number, np.array(list(numbers), np.int64))

    def of_kinds(self, kinds: Collection[str]) -> NDArray[np.bool_]:
        found = np.zeros(len(self), np.bool_)
        for kind in self.rows_of_kind.keys() & set(kinds):
            found |= self.rows_of_kind[kind]
        return found


def best_first(scores: NDArray[np.float32], limit: int) -> Iterator[int]:
    """Places by falling score: some more than `limit` first, since a document has several passages; then all."""
    some = min(len(scores), limit * 4)
    if some == 0:
        return
    head = np.argpartition(-scores, some - 1)[:some]
    yield from head[np.argsort(-scores[head], kind="stable")]
    if some < len(scores):
        yield from np.argsort(-scores, kind="stable")[some:]


def kind_of(document: str) -> bytes:
    return document.partition("|")[0].encode()


def path() -> Path:
    return folders.root() / "vectors.bin"


def write_file(model: str) -> int:
    """Make the file from the database; returns how many passages it has."""
    kept = Vector.objects.filter(model=model).order_by("document", "lang", "passage")
    columns = kept.values_list("document", "begins", "ends", "scale", "lang", "values")
    rows, values = [], []
    for document, begins, ends, scale, lang, value in columns.iterator(chunk_size=10_000):
        rows.append((document_number(document), begins, ends, scale, lang.encode(), kind_of(document)))
        values.append(bytes(value))
    header = json.dumps({"model": model, "rows": len(rows), "bytes": len(values[0]) if values else 0}).encode()
    body = io.BytesIO()
    body.write(len(header).to_bytes(8, "little") + header)
    body.write(np.array(rows, ROW).tobytes())
    body.write(b"".join(values))
    folders.root().mkdir(parents=True, exist_ok=True)
    folders.replace_file(path(), body.getvalue())
    return len(rows)


def read_file(file: Path) -> VectorFile:
    raw = np.memmap(file, dtype=np.uint8, mode="r")
    length = int.from_bytes(raw[:8].tobytes(), "little")
    header = json.loads(raw[8 : 8 + length].tobytes())
    count, width, begin = header["rows"], header["bytes"], 8 + length
    end = begin + count * ROW.itemsize
    rows = np.frombuffer(raw[begin:end].tobytes(), ROW)
    values = raw[end : end + count * width].view(np.int8).reshape(count, width)
    return VectorFile(header["model"], rows, values)


class VectorFiles:
    """The file as this process has it open; opened anew when it is replaced."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.stamp: tuple[str, int, int] | None = None
        self.file: VectorFile | None = None

    def current(self) -> VectorFile | None:
        """The vectors, or None when there are none, or the file is damaged (`kokoaan work` makes it anew)."""
        with self.lock:
            try:
                at = path().stat()
                stamp = (str(path()), at.st_ino, at.st_mtime_ns)
                if stamp != self.stamp:
                    self.file, self.stamp = read_file(path()), stamp
            except (OSError, ValueError, KeyError):
                self.file, self.stamp = None, None
            return self.file


FILES = VectorFiles()


def vectors() -> VectorFile | None:
    return FILES.current()


def vectors_to_ask() -> VectorFile | None:
    """The vectors, where there are any and the model that reads queries now has made them."""
    file = vectors()
    return file if file is not None and len(file) and file.model == embedder().name else None
