"""Take a file that somebody gives: what it is, what it may be called, and where it is kept."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kokoaan.records.documents.types import TAKEN, Type, type_of
from kokoaan.records.models import Attachment, Change

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies below settings.ATTACHMENT_ROOT."""

    name: str
    media_type: str
    size: int
    sha256: str


def check_size(file: UploadedFile[Any]) -> None:
    """Raise ValidationError when the file is empty or too big."""
    size, most = file.size or 0, settings.ATTACHMENT_MOST_BYTES
    if not size:
        raise ValidationError(_("The file is empty."))
    if size > most:
        told = {"size": filesizeformat(size), "most": filesizeformat(most)}
        raise ValidationError(_("The file has %(size)s, and %(most)s is the most. Make it smaller."), params=told)


def check(file: UploadedFile[Any]) -> Type:
    """The kind of the file. Raises ValidationError when it is empty, too big, or of a kind that is not taken."""
    check_size(file)
    found = type_of(cast(BinaryIO, file.file), str(file.name))
    if found is None:
        names = ", ".join(kind.name for kind in TAKEN)
        raise ValidationError(
            _("Such a file is not taken, whatever it is called. Give one of these, without macros: %(kinds)s."),
            params={"kinds": names},
        )
    return found


def keep(file: UploadedFile[Any], kind: Type) -> Kept:
    """Write the file under its hash, unless it lies there already. A half-written one never has the final name."""
    root = Path(settings.ATTACHMENT_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256()
    part = root / f".{os.getpid()}-{os.urandom(8).hex()}.part"
    try:
        with part.open("wb") as copy:
            for piece in file.chunks():
                sha256.update(piece)
                copy.write(piece)
        part.replace(root / sha256.hexdigest())
    finally:
        part.unlink(missing_ok=True)
    return Kept(clean_name(str(file.name), kind.ending), kind.media_type, file.size or 0, sha256.hexdigest())


def throw_away(hashes: Collection[str]) -> None:
    """Delete these files, but those that a document still needs, here or for an undo."""
    for sha256 in hashes:
        needed = Attachment.objects.filter(sha256=sha256).exists()
        if not needed and not Change.objects.filter(old__sha256=sha256).exists():
            (Path(settings.ATTACHMENT_ROOT) / sha256).unlink(missing_ok=True)


def clean_name(given: str, ending: str) -> str:
    """A name that no system stumbles over, with the ending that the content has.

    >>> clean_name("../../Aftal\\u202e\\n.exe", ".pdf")
    'Aftal.pdf'
    """
    stem = PurePosixPath(given.replace("\\", "/")).name
    stem = stem.rpartition(".")[0] or stem
    letters = (
        c for c in unicodedata.normalize("NFC", stem) if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*%'
    )
    return (
        " ".join("".join(letters).split()).strip(" .")[:LONGEST].strip() + ending
        if any(map(str.isalnum, stem))
        else f"document{ending}"
    )
