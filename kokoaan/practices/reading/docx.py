"""A Word document: paragraphs and tables in their order. Pictures, fields and what it links to are left alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from kokoaan.practices.reading.limits import MB, PART, PARTS, SECONDS, UNPACKED
from kokoaan.practices.reading.reading import Clock, Reading, Unreadable
from kokoaan.records.documents.packed import bursts, declares

WORDS, BREAKS = qn("w:t"), {qn("w:tab"), qn("w:br"), qn("w:cr")}
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
# Text in boxes comes twice: as it is drawn now, and for old programs.
TWICE = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
# The first cell of a row names the others when it is no longer than this.
LABEL = 120
TITLE, LABELLED = 1, 6


def read_docx(body: bytes, clock: Clock) -> Reading:
    """Raises Unreadable when it is damaged, made to harm, or has no text."""
    check(body)
    try:
        document = Document(io.BytesIO(body))
        reading = Reading(title=document.core_properties.title or "")
        levels = levels_of(document)
        walk(document.element.body, levels, reading, clock)
        for relation in document.part.rels.values():
            if relation.is_external and "hyperlink" in relation.reltype:
                reading.link(relation.target_ref)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError) as wrong:
        raise Unreadable("damaged") from wrong
    return reading


def check(body: bytes) -> None:
    """By what the ZIP says of itself, before anything is unfolded."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = packed.infolist()
            unpacked = sum(part.file_size for part in parts)
            largest = max((part.file_size for part in parts if part.filename.lower().endswith(".xml")), default=0)
            if len(parts) > PARTS or unpacked > UNPACKED or largest > PART or bursts(unpacked, len(body)):
                raise Unreadable("unfolds", size=unpacked // MB, parts=len(parts))
            if declares(packed):
                raise Unreadable("harmful")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as wrong:
        raise Unreadable("damaged") from wrong


def levels_of(document: Any) -> dict[str, int]:
    """Heading levels by the id of a style; Word names its own styles in English whatever language it speaks."""
    found = {}
    for style in document.styles.element.iter(qn("w:style")):
        named = style.find(qn("w:name"))
        name = (named.get(qn("w:val")) if named is not None else "").lower()
        if heading := re.fullmatch(r"heading (\d)", name):
            found[style.get(qn("w:styleId"))] = int(heading[1])
        elif name == "title":
            found[style.get(qn("w:styleId"))] = TITLE
    return found


def walk(body: Any, levels: dict[str, int], reading: Reading, clock: Clock) -> None:
    for block in body:
        if reading.is_full or clock() > SECONDS:
            reading.note("cut")
            return
        if block.tag == PARAGRAPH:
            reading.add(words_of(block), level_of(block, levels))
        elif block.tag == TABLE:
            for row in block.findall(ROW):
                add_row(row, levels, reading)
        elif block.tag == qn("w:sdt"):
            for inner in block.iter(qn("w:sdtContent")):
                walk(inner, levels, reading, clock)


def add_row(row: Any, levels: dict[str, int], reading: Reading) -> None:
    """Forms are tables: a label, and what was written beside it."""
    cells = [[words_of(one) for one in cell.iter(PARAGRAPH)] for cell in row.findall(CELL)]
    label = " ".join(cells[0]) if cells else ""
    is_labelled = len(cells) > 1 and 0 < len(label) <= LABEL and any(map(any, cells[1:]))
    if is_labelled:
        reading.add(label, LABELLED)
    for cell in cells[1:] if is_labelled else cells:
        for words in cell:
            reading.add(words)


def level_of(paragraph: Any, levels: dict[str, int]) -> int:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    level = levels.get(style.get(qn("w:val")), 0) if style is not None else 0
    return level or (LABELLED if is_all_bold(paragraph) else 0)


def is_all_bold(paragraph: Any) -> bool:
    """Many write a heading as a short line in bold."""
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(words(run)).strip()]
    short = 0 < len(words_of(paragraph)) <= LABEL
    return short and all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)


def words_of(paragraph: Any) -> str:
    return "".join(words(paragraph)).strip()


def words(element: Any) -> Iterator[str]:
    """Texts that stand in the document today: what was struck out under review has another tag."""
    for node in element:
        if node.tag == WORDS:
            yield node.text or ""
        elif node.tag in BREAKS:
            yield " "
        elif node.tag not in TWICE:
            yield from words(node)
