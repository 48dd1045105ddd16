"""What a document is, by what is in it and not by what it is called."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from kokoaan.practices.reading.docx import read_docx
from kokoaan.practices.reading.html import encoding_of, read_html, read_mhtml
from kokoaan.practices.reading.pdf import read_pdf
from kokoaan.practices.reading.reading import Clock, Reading, Unreadable
from kokoaan.records.documents.packed import OLE
from kokoaan.records.documents.types import IN_ARCHIVE, PDF, TEXT, type_of

WORD = IN_ARCHIVE["word/"]
# Fewer letters than these are a page number or a stamp on a scan.
LETTERS = 20
BEGINNING = 4096
LETTER = re.compile(rb"^(from|mime-version|content-type|snapshot-content-location|subject):", re.IGNORECASE)

Reader = Callable[[bytes, Clock], Reading]


def read(body: bytes, clock: Clock) -> Reading:
    """What stands in the document. Raises Unreadable when it is none that is read, or has no text."""
    reading = reader_of(body)(body, clock)
    if sum(map(str.isalpha, reading.text)) < LETTERS:
        raise Unreadable("no_text")
    return reading


def reader_of(body: bytes) -> Reader:
    if not body.strip():
        raise Unreadable("empty")
    if body.startswith(OLE):
        raise Unreadable("old_or_locked")
    kind = type_of(io.BytesIO(body), "")
    if kind == PDF:
        return read_pdf
    if kind == WORD:
        return read_docx
    if LETTER.match(body) and b"multipart/related" in body[:BEGINNING].lower():
        return read_mhtml
    if is_page(body):
        return read_html
    if kind == TEXT:
        return read_text
    raise Unreadable("not_read")


def is_page(body: bytes) -> bool:
    begins = body[:BEGINNING].decode(encoding_of(body[:BEGINNING]), "replace").lstrip("\ufeff \t\r\n").lower()
    return begins.startswith("<") and any(
        tag in begins for tag in ("<html", "<!doctype html", "<body", "<head", "<p", "<div")
    )


def read_text(body: bytes, clock: Clock) -> Reading:
    """Plain text: an empty line parts paragraphs."""
    reading = Reading()
    for part in re.split(r"\n\s*\n", body.decode("utf-8-sig", "replace").replace("\r\n", "\n")):
        if reading.is_full:
            reading.note("cut")
            break
        reading.add(part)
    return reading
