"""Mend text that was read in the wrong encoding somewhere on its way to us ("FÃœR" for "FÜR")."""

from __future__ import annotations

import re
import unicodedata

FOREIGN = re.compile(r"[^\x00-\x7f]+")


def mended(text: str) -> str:
    """Return the text as it was before UTF-8 was read as Windows-1252, if all of it makes sense so; else unchanged.

    >>> mended("ZENTRUM FÃœR INNOVATION"), mended("SÃO PAULO"), mended("Zürich")
    ('ZENTRUM FÜR INNOVATION', 'SÃO PAULO', 'Zürich')
    """
    if text.isascii():
        return text
    try:
        better = b"".join(map(as_byte, text)).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text
    return better if all(letter.isprintable() for letter in better) else text


def tidy(text: str) -> str:
    """Return the text mended stretch by stretch, since at times only a part of it went astray; without letters that
    nobody sees, and with plain spaces.

    >>> tidy("one’s Oodiâ€™s\N{NO-BREAK SPACE} library\N{ZERO WIDTH SPACE} ")
    'one’s Oodi’s library'
    """
    whole = FOREIGN.sub(lambda found: mended(found[0]), text)
    seen = "".join(letter for letter in whole if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return "\n".join(" ".join(line.split()) for line in seen.splitlines() if line.strip())


def as_byte(letter: str) -> bytes:
    """Five bytes mean nothing in Windows-1252; programs pass them on as control characters."""
    return letter.encode("latin-1" if letter in "\x81\x8d\x8f\x90\x9d" else "cp1252")
