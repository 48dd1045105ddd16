"""A PDF: the text of its first pages. Scripts, forms and files inside it are left alone."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from kokoaan.practices.reading.limits import PAGES, SECONDS
from kokoaan.practices.reading.reading import Clock, Reading, Unreadable, plain

# What pypdf raises for a file that is damaged, beside its own errors.
DAMAGED = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
    AssertionError,
)
# Letters that are so much larger than most are a heading's.
LARGER = 1.12
HEADING = 150
# A step between lines larger than so many letters' heights parts paragraphs.
APART = 1.9
# A page of fewer lines is all text.
FEW = 6
# Titles that programs make up.
MADE_UP = re.compile(
    r"^(microsoft (word|powerpoint)\b|untitled|document\d*$|.*\.(docx?|pdf|indd|odt|pptx?)$)", re.IGNORECASE
)
BULLET = re.compile(r"^[•▪●◦‣–—*·-]\s+")


class Line(NamedTuple):
    """A line, or a piece of one; `y` is where it stands on its page."""

    text: str
    size: float
    is_bold: bool
    y: float


def read_pdf(body: bytes, clock: Clock) -> Reading:
    """Raises Unreadable when it is locked, damaged, or has no text."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked")
        count = len(reader.pages)
    except DependencyError as wrong:
        raise Unreadable("locked") from wrong
    except DAMAGED as wrong:
        raise Unreadable("damaged") from wrong
    reading = Reading(title=title_of(reader))
    pages = list(pages_of(reader, count, reading, clock))
    if not pages:
        raise Unreadable("too_slow" if clock() > SECONDS else "damaged")
    tell_what_was_left(pages, count, reading)
    add_lines([line for page in without_margins(pages) for line in page], reading)
    if reading.is_full:
        reading.note("cut")
    return reading


def title_of(reader: PdfReader) -> str:
    try:
        title = plain(str(reader.metadata.get("/Title") or "") if reader.metadata else "")[:500]
    except DAMAGED:
        return ""
    return "" if MADE_UP.match(title) else title


def pages_of(reader: PdfReader, count: int, reading: Reading, clock: Clock) -> Iterator[list[Line]]:
    """Lines page by page, until there are enough or time is up. A damaged page has none."""
    for number in range(min(count, PAGES)):
        if clock() > SECONDS:
            return
        try:
            page = reader.pages[number]
            lines = lines_of(page)
            for address in addresses_of(page):
                reading.link(address)
        except DAMAGED:
            reading.note("damaged_page", number=number + 1)
            lines = []
        yield lines


def tell_what_was_left(pages: Sequence[list[Line]], count: int, reading: Reading) -> None:
    if len(pages) < count:
        reading.note("some_pages", read=len(pages), count=count)
    empty = sum(not page for page in pages)
    if 0 < empty < len(pages):
        reading.note("pictures", count=empty)


def lines_of(page: Any) -> list[Line]:
    """The lines of a page with how large and dark their letters are."""
    pieces: list[Line] = []

    def hear(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        height = abs(float(size or 0) * float(tm[3] or tm[1] or 1) * float(cm[3] or cm[1] or 1))
        name = str((font or {}).get("/BaseFont", "")).lower()
        y = float(tm[5]) * float(cm[3] or 1) + float(cm[5])
        pieces.append(Line(text, height, "bold" in name or "black" in name, y))

    page.extract_text(visitor_text=hear)
    return list(lines_from(pieces))


def lines_from(pieces: Sequence[Line]) -> Iterator[Line]:
    held: list[Line] = []
    for piece in pieces:
        first, *more = piece.text.split("\n")
        held.append(piece._replace(text=first))
        for rest in more:
            if line := line_of(held):
                yield line
            held = [piece._replace(text=rest)]
    if line := line_of(held):
        yield line


def line_of(pieces: Sequence[Line]) -> Line | None:
    """One line of pieces, told by its longest one; None when there is nothing in it."""
    text = plain("".join(piece.text for piece in pieces))
    if not text:
        return None
    longest = max(pieces, key=lambda piece: len(piece.text.strip()))
    return longest._replace(text=text, size=round(longest.size, 1))


def without_margins(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without what stands at the top or foot of most of them, but once; figures count as the same."""

    def shape(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text)

    seen = Counter(one for page in pages for one in {shape(line) for line in (*page[:2], *page[-2:])})
    same = {one for one, times in seen.items() if times >= 3 and times * 2 > len(pages)}
    edges = [{0, 1, len(page) - 2, len(page) - 1} if len(page) > FEW else set[int]() for page in pages[1:]]
    first, *others = pages
    return [first] + [
        [line for place, line in enumerate(page) if place not in edge or shape(line) not in same]
        for page, edge in zip(others, edges, strict=True)
    ]


def add_lines(lines: Sequence[Line], reading: Reading) -> None:
    """Join the lines of each paragraph; larger or bold short lines are headings."""
    usual = usual_size(lines)
    sizes = sorted({line.size for line in lines if line.size >= usual * LARGER}, reverse=True)
    levels = {size: min(level, 5) for level, size in enumerate(sizes, start=1)}
    text, level, before = "", 0, None
    for line in lines:
        own = levels.get(line.size, 6 if line.is_bold and len(line.text) <= HEADING else 0)
        if before is not None and (own != level or parts(before, line, level)):
            put(text, level, reading)
            text = ""
        text, level, before = joined(text, line.text), own, line
    put(text, level, reading)


def put(text: str, level: int, reading: Reading) -> None:
    # What is large and long is a text in large letters.
    reading.add(text, level if len(text) <= HEADING else 0)


def usual_size(lines: Sequence[Line]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def parts(before: Line, line: Line, level: int) -> bool:
    """Whether a paragraph ends between two lines."""
    step = before.y - line.y
    if BULLET.match(line.text):
        return True
    # A new page or column goes on where the sentence does.
    if step < 0:
        return bool(level) or before.text.endswith((".", "!", "?", ":"))
    return step > APART * max(before.size, 1.0)


def joined(text: str, more: str) -> str:
    """Lines joined; a word that was divided becomes whole.

    >>> joined("It saves ener-", "gy every year.")
    'It saves energy every year.'
    """
    if re.search(r"[a-zåäöéü]-$", text) and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}".strip()


def addresses_of(page: Any) -> Iterator[str]:
    for note in page.get("/Annots") or ():
        action = (note.get_object() or {}).get("/A")
        address = action.get_object().get("/URI") if action else None
        if isinstance(address, str):
            yield address
