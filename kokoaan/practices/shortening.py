"""Long texts where room is short: whole sentences, and no word cut in two."""

from __future__ import annotations

import re
from typing import NamedTuple

# A sentence ends behind one of these marks, where a space follows.
ENDS = re.compile(r"(?<=[.!?])\s+")


class Short(NamedTuple):
    """As much of a text as there is room for, and whether there is more of it."""

    text: str
    is_cut: bool


def shortened(text: str, most: int) -> Short:
    """As many whole sentences as `most` letters hold; of a first one that is longer, as many whole words.

    >>> shortened("It is warm. It is cheap. It is quiet.", 26)
    Short(text='It is warm. It is cheap.', is_cut=True)
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return Short(flat, is_cut=False)
    kept = ""
    for sentence in ENDS.split(flat):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    return Short(kept or in_words(flat, most), is_cut=True)


def in_words(text: str, most: int) -> str:
    """The first words; of one that is longer than all the room, its beginning."""
    return text[: most + 1].rpartition(" ")[0] or text[:most]


def words_of(text: str, most: int) -> Short:
    """As many whole sentences as `most` words hold."""
    flat = " ".join(text.split())
    room = len(" ".join(flat.split(" ")[:most]))
    return shortened(flat, room)
