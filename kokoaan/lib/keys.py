"""The primary key of a row, as a form or an address writes it."""

from __future__ import annotations

# More figures than the largest key of the database has.
TOO_LONG = 19


def key_said(text: str) -> int:
    """The number that is written; 0, which no row has, where that is none.

    >>> key_said("12"), key_said("x"), key_said("9" * 5000)
    (12, 0, 0)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < TOO_LONG else 0
