"""Which page of a long list an address asks for, and how many pages there are."""

from __future__ import annotations

# More figures than any page's number has.
TOO_LONG = 6


def page_said(text: str, last: int) -> int:
    """The page that is written, the last one at most; the first where that is none.

    >>> page_said("3", 50), page_said("900", 50), page_said("0", 50), page_said("x", 50)
    (3, 50, 1, 1)
    """
    return min(max(int(text), 1), last) if text.isdecimal() and len(text) < TOO_LONG else 1


def last_page(count: int, shown: int, furthest: int) -> int:
    """The last of pages with so many shown on each; nobody reads further than the furthest.

    >>> last_page(0, 20, 50), last_page(41, 20, 50), last_page(5_000, 20, 50)
    (1, 3, 50)
    """
    return min(max(-(-count // shown), 1), furthest)
