"""Where the index lies: folders below settings.INDEX_ROOT, and the one file that says which of them is in use."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep

from django.conf import settings
from django.utils.translation import gettext as _


class IndexTrouble(Exception):
    """The index cannot answer. The message says why, and what to do."""


class IndexBusy(IndexTrouble):
    """Another process is writing the index."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The folder in use, what its content was made by, and how many people had been erased before it was read."""

    folder: str
    schema: str
    analysis: str
    erased: int = 0


def root() -> Path:
    return Path(settings.INDEX_ROOT)


def read_pointer() -> Pointer | None:
    """The folder in use; None when no index has been made, or the file is no longer readable."""
    try:
        return Pointer(**json.loads((root() / "current.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write_pointer(pointer: Pointer) -> None:
    """Switch to another folder, at once and for every process."""
    replace_file(root() / "current.json", json.dumps(asdict(pointer)).encode())


def replace_file(path: Path, body: bytes) -> None:
    """Write a file so that a reader, or a crash, sees the old or the new one and nothing between."""
    draft = path.with_name(f".{path.name}.{token_hex(4)}")
    with draft.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def new_folder() -> Path:
    folder = root() / f"words-{token_hex(6)}"
    folder.mkdir(parents=True)
    return folder


def remove_unused() -> None:
    """Remove folders and drafts that a finished or killed rebuild has left; the caller holds the write lock."""
    used = read_pointer()
    for path in root().glob("words-*"):
        if used is None or path.name != used.folder:
            shutil.rmtree(path, ignore_errors=True)
    for path in root().glob(".*"):
        path.unlink(missing_ok=True)


@contextmanager
def writing(wait: float = 0.0) -> Iterator[None]:
    """Hold the right to write the index; the system takes it back when the process dies. Raises IndexBusy."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "lock").open("w") as file:
        end = monotonic() + wait
        while not taken(file.fileno()):
            if monotonic() >= end:
                raise IndexBusy(_("Another process is writing the search index. Try again when it is ready."))
            sleep(0.1)
        yield


def taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
