"""The version of a record that a form began from, as the form says it."""

from __future__ import annotations

# No record lives through so many changes.
DIGITS = 9


def version_said(text: str) -> int:
    """The number that is written; 0, which no record has, where that is none.

    >>> version_said("12"), version_said("x"), version_said("9" * 5000)
    (12, 0, 0)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0
