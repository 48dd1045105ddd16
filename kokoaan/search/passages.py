"""Parts of a text of about sixty words, cut between sentences: what is embedded, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

USUAL = 60
MOST = 90
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|\n|$|[.!?])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters begin to end of a text."""

    begin: int
    end: int

    def of(self, text: str) -> str:
        return text[self.begin : self.end]


def passages(text: str) -> list[Passage]:
    """Cut a text into passages that together cover its words."""
    found: list[Passage] = []
    begin = end = count = 0
    for piece in pieces(text):
        length = len(piece.of(text).split())
        if count and count + length > MOST or count >= USUAL:
            found.append(trimmed(text, begin, end))
            begin, count = piece.begin, 0
        end, count = piece.end, count + length
    if count < USUAL // 4 and found:  # a short rest belongs to what comes before it
        return [*found[:-1], trimmed(text, found[-1].begin, end)]
    return [*found, trimmed(text, begin, end)] if count else found


def pieces(text: str) -> Iterator[Passage]:
    """Sentences; one of more than `MOST` words in parts of `USUAL` words."""
    for sentence in SENTENCE.finditer(text):
        words = [Passage(w.start(), w.end()) for w in re.finditer(r"\S+", sentence.group())]
        if len(words) <= MOST:
            yield Passage(sentence.start(), sentence.end())
            continue
        for first in range(0, len(words), USUAL):
            part = words[first : first + USUAL]
            yield Passage(sentence.start() + part[0].begin, sentence.start() + part[-1].end)


def trimmed(text: str, begin: int, end: int) -> Passage:
    part = text[begin:end]
    return Passage(begin + len(part) - len(part.lstrip()), begin + len(part.rstrip()))
