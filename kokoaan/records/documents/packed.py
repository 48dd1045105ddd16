"""An office document is a ZIP, and may be made to harm: it is looked through before anything in it is read."""

from __future__ import annotations

import re
import zipfile

# How a document of the old kind begins, and the shell around a locked one.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
BEGINNING = 4096
# What unfolds to more than this, and so many times its own size, was made by no office program.
LARGE, RATIO = 10 * 1024 * 1024, 200


def bursts(unpacked: int, held: int) -> bool:
    """Whether so much unfolds out of so little."""
    return unpacked > LARGE and unpacked > RATIO * held


def declares(packed: zipfile.ZipFile) -> bool:
    """Whether any part declares a document type, to blow up or to read other files: office programs never do."""
    parts = [part for part in packed.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    return any(DECLARED.search(beginning(packed, part)) for part in parts)


def beginning(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with packed.open(part) as body:
        return body.read(BEGINNING)
