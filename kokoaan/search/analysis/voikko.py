"""Finnish by Voikko, where the library and its dictionary are installed (an optional extra: it is GPL).

Debian: apt install libvoikko1 voikko-fi; pip install kokoaan[voikko].
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from threading import local
from typing import Any

try:
    from libvoikko import Voikko, VoikkoException
except (ImportError, OSError):
    Voikko = None

# A part of "+nuoriso(nuoriso)+työn(työ)+teki(tehdä)+jä(+jä)": as it stands, then its base form. A later part whose base
# begins with "+", or that has none, is an ending that makes a new word of the part before it: teki + jä = tekijä.
SEGMENT = re.compile(r"(?<!\()\+([^+()]+)(?:\(([^()]*)\))?")
# One handle shared between threads gives wrong answers and aborts the process.
_handles = local()


def is_installed() -> bool:
    return version() != ""


@lru_cache
def version() -> str:
    """Voikko's version, or "" where it cannot be used."""
    if Voikko is None or _handle() is None:
        return ""
    try:
        return f"voikko {Voikko.getVersion()} {version_of('libvoikko')}"
    except PackageNotFoundError:
        return f"voikko {Voikko.getVersion()}"


def lemmas_and_parts(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every base form that the word may have, and the base forms of the parts of a compound; empty when unknown."""
    readings = _handle().analyze(text)
    lemmas = dict.fromkeys(base.casefold() for reading in readings if (base := reading.get("BASEFORM")))
    parts = dict.fromkeys(part for reading in readings for part in parts_of(reading.get("WORDBASES", "")))
    return tuple(lemmas), tuple(part for part in parts if part not in lemmas)


def parts_of(bases: str) -> tuple[str, ...]:
    """The base forms of the parts of a compound, from Voikko's WORDBASES; a word of one part has none.

    >>> parts_of("+nuoriso(nuoriso)+työn(työ)+teki(tehdä)+jä(+jä)")
    ('nuoriso', 'työ', 'tekijä')
    """
    parts: list[tuple[str, str]] = []  # as it stands, base form
    for surface, base in SEGMENT.findall(bases):
        if parts and (base.startswith("+") or not base):
            made = parts[-1][0] + (base.removeprefix("+") or surface)
            parts[-1] = (made, made)
        else:
            parts.append((surface, base or surface))
    found = [piece.casefold() for _, base in parts for piece in base.split("=") if len(piece) > 2]
    return tuple(found) if len(found) > 1 else ()


def _handle() -> Any:
    if not hasattr(_handles, "voikko"):
        try:
            _handles.voikko = Voikko("fi")
        except (VoikkoException, OSError):
            _handles.voikko = None
    return _handles.voikko
