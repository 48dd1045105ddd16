"""How far a batch has come. In a file, since nothing in the database can be seen before its transaction ends."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kokoaan.imports.models import Batch
from kokoaan.lib.turns import Every

SAY_EVERY = 0.3


class Progress:
    def __init__(self, batch: Batch) -> None:
        self.path = path_of(batch)
        self.saying = Every(SAY_EVERY)

    def say(self, done: int, of: int) -> None:
        if done < of and not self.saying.comes():
            return
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({"done": done, "of": of}))
        part.replace(self.path)


def path_of(batch: Batch) -> Path:
    return batch.path.with_suffix(".progress")


class Taken(Exception):
    """Another process works on the batch."""


@contextmanager
def progressing(batch: Batch) -> Iterator[Progress]:
    """Hold the batch while it is worked on: a process that is killed lets go of it. Raises Taken."""
    path_of(batch).parent.mkdir(parents=True, exist_ok=True)
    with batch.path.with_suffix(".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken from None
        try:
            yield Progress(batch)
        finally:
            path_of(batch).unlink(missing_ok=True)
            batch.path.with_suffix(".lock").unlink(missing_ok=True)


def progress_of(batch: Batch) -> tuple[int, int]:
    """(rows done, rows in all); zeros while nothing has been said."""
    try:
        said = json.loads(path_of(batch).read_text())
    except (OSError, ValueError):
        return 0, 0
    return said["done"], said["of"]
