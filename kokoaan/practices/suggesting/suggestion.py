from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a document says for one field of a practice: its own words, and the numbers of the paragraphs they are in.

    `heading` is what the document itself calls it; "" where the words alone gave it away, and it may well be wrong.
    """

    field: str
    value: str
    paragraphs: tuple[int, ...] = ()
    heading: str = ""
