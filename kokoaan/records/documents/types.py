"""What a file is, by what is in it and not by what it is called; and which kinds the house takes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

# Enough of the beginning to know a kind.
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of file that is taken: what people call it, its media type and the ending that its name gets."""

    name: str
    media_type: str
    ending: str


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
PDF = Type("PDF", "application/pdf", ".pdf")
PNG = Type("PNG", "image/png", ".png")
JPEG = Type("JPEG", "image/jpeg", ".jpg")
TEXT = Type("TXT", "text/plain; charset=utf-8", ".txt")
CSV = Type("CSV", "text/csv; charset=utf-8", ".csv")
WORD = Type("Word", f"{OFFICE}.wordprocessingml.document", ".docx")
# The folder that only this kind has in its archive.
IN_ARCHIVE = {
    "word/": WORD,
    "xl/": Type("Excel", f"{OFFICE}.spreadsheetml.sheet", ".xlsx"),
    "ppt/": Type("PowerPoint", f"{OFFICE}.presentationml.presentation", ".pptx"),
}
OPEN_DOCUMENTS = {
    f"{OPEN}.text": Type("ODT", f"{OPEN}.text", ".odt"),
    f"{OPEN}.spreadsheet": Type("ODS", f"{OPEN}.spreadsheet", ".ods"),
    f"{OPEN}.presentation": Type("ODP", f"{OPEN}.presentation", ".odp"),
}
TAKEN = (PDF, *IN_ARCHIVE.values(), *OPEN_DOCUMENTS.values(), PNG, JPEG, TEXT, CSV)


def type_of(file: BinaryIO, name: str) -> Type | None:
    """The kind of an open file, None when it is none that is taken. `name` only tells a table from other text."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return in_archive(file)
    if is_text(file):
        return CSV if name.lower().endswith(".csv") else TEXT
    return None


def in_archive(file: BinaryIO) -> Type | None:
    """An office document; one that carries macros, or an archive of other things, is not taken."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if any(name.lower().endswith(("vbaproject.bin", "/script-lc.xml")) for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return OPEN_DOCUMENTS.get(archive.read("mimetype").decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for folder, kind in IN_ARCHIVE.items() if any(name.startswith(folder) for name in names)), None)


def is_text(file: BinaryIO) -> bool:
    """UTF-8 without control characters; pages with scripts are no texts."""
    file.seek(0)
    whole = file.read()
    try:
        words = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    begins = words[:HEAD].lstrip().lower()
    return (
        bool(words)
        and not begins.startswith(("<", "{\\rtf"))
        and not any(c < " " and c not in "\t\r\n\f" for c in words)
    )
