"""A document between its upload and what is taken of it: kept for the person who brought it, and for nobody else."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from kokoaan.lib.turns import Every
from kokoaan.people.models import User
from kokoaan.practices.reading.apart import read_apart
from kokoaan.practices.reading.reading import Reading
from kokoaan.records.documents.keeping import check_size, clean_name
from kokoaan.records.erasing import Names

# What a document holds of people is kept no longer than this.
KEPT = timedelta(days=30)
tidying = Every(3600.0)


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was read; `practice` is the uid of the one that is made or filled from it, if there is one."""

    uid: UUID
    by: int
    name: str
    reading: Reading
    practice: str = ""

    @property
    def folder(self) -> Path:
        return folder_of(self.by)

    @property
    def file(self) -> Path:
        """The document itself, byte for byte."""
        return self.folder / f"{self.uid}.file"

    @property
    def told(self) -> Path:
        """What was read of it."""
        return self.folder / f"{self.uid}.json"

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.file.stat().st_mtime, tz=timezone.get_current_timezone())

    def save(self) -> None:
        kept = {"name": self.name, "practice": self.practice, "reading": asdict(self.reading)}
        part = self.told.with_suffix(".part")
        part.write_text(json.dumps(kept))
        part.replace(self.told)

    def about(self, practice: str) -> Kept:
        """The same, from now on about this practice."""
        moved = replace(self, practice=practice)
        moved.save()
        return moved

    @classmethod
    def from_file(cls, told: Path) -> Self:
        kept = json.loads(told.read_text())
        reading = Reading.from_json(kept["reading"])
        return cls(UUID(told.stem), int(told.parent.name), kept["name"], reading, kept["practice"])


def folder_of(user: int) -> Path:
    return Path(settings.READING_ROOT) / str(user)


def take_in(upload: UploadedFile[Any], user: User, practice: str = "") -> Kept:
    """Keep the document and read it. Raises ValidationError or Unreadable, and keeps nothing, when that cannot be."""
    check_size(upload)
    given = Path(str(upload.name).replace("\\", "/"))
    kept = Kept(uuid4(), user.pk, clean_name(given.name, given.suffix.lower()[:10]), Reading(), practice)
    kept.folder.mkdir(parents=True, exist_ok=True)
    try:
        with kept.file.open("wb") as copy:
            for piece in upload.chunks():
                copy.write(piece)
        kept = replace(kept, reading=read_apart(kept.file))
        kept.save()
    except BaseException:
        let_go(kept)
        raise
    return kept


def kept_by(user: User, most: int | None = None) -> list[Kept]:
    """A person's documents, the newest first; no more than so many."""
    told = sorted(folder_of(user.pk).glob("*.json"), key=lambda path: -path.stat().st_mtime)
    return [Kept.from_file(path) for path in told[:most]]


def kept_of(uid: UUID, user: User) -> Kept | None:
    """One of the person's documents; another's does not exist."""
    told = folder_of(user.pk) / f"{uid}.json"
    return Kept.from_file(told) if told.exists() else None


def let_go(kept: Kept) -> None:
    kept.told.unlink(missing_ok=True)
    kept.file.unlink(missing_ok=True)


def step() -> bool:
    """The background half: once an hour what is old goes. Never asks for another turn."""
    if tidying.comes():
        tidy(timezone.now())
    return False


def tidy(now: datetime) -> None:
    """Let go of what has been kept for thirty days, and of what was left half-written."""
    for file in Path(settings.READING_ROOT).glob("*/*"):
        # What was read goes with its document, however late something was taken of it.
        document = file.with_suffix(".file")
        if not document.exists() or document.stat().st_mtime < (now - KEPT).timestamp():
            file.unlink(missing_ok=True)


def forget(uids: Collection[UUID], names: Names) -> None:
    """Of documents that name somebody who is erased nothing stays."""
    for told in Path(settings.READING_ROOT).glob("*/*.json"):
        kept = Kept.from_file(told)
        words = [kept.name, kept.reading.title, *(one.text for one in kept.reading.paragraphs)]
        if names.out_of(words) != words:
            transaction.on_commit(partial(let_go, kept))
