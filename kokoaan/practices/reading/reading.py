"""What was read of a document: its paragraphs, and nothing of it that could act."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from kokoaan.practices.reading.limits import CHARACTERS, LINKS, LONGEST, PARAGRAPHS

# Says how many seconds have gone by.
Clock = Callable[[], float]
ADDRESS = re.compile(r"https?://[^\s<>\"]+$")
# Control characters, and those that turn the direction of a line or hide in it.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


class Unreadable(Exception):
    """The document cannot be read; `why` is a key of refusing.SENTENCES, `told` what the sentence names."""

    def __init__(self, why: str, **told: Any) -> None:
        super().__init__(why)
        self.why, self.told = why, told


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; of a heading its level, 1 the highest; 0 is running text."""

    text: str
    level: int = 0


@dataclass(slots=True)
class Reading:
    """`notes` are keys of refusing.NOTES with what they name: what of the document was not read."""

    title: str = ""
    # Where a saved page was on the web.
    address: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    characters: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.paragraphs) >= PARAGRAPHS or self.characters >= CHARACTERS

    def add(self, text: str, level: int = 0) -> None:
        """Take a paragraph in, if there is anything in it and room for it."""
        words = plain(text)[:LONGEST]
        if words and not self.is_full:
            self.paragraphs.append(Paragraph(words, level))
            self.characters += len(words)

    def link(self, address: str) -> None:
        if ADDRESS.match(address) and address not in self.links and len(self.links) < LINKS:
            self.links.append(address[:500])

    def note(self, key: str, **told: Any) -> None:
        if key not in [one for one, _told in self.notes]:
            self.notes.append((key, told))

    @property
    def text(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        paragraphs = [Paragraph(**one) for one in kept.pop("paragraphs")]
        notes = [(key, told) for key, told in kept.pop("notes")]
        return cls(**kept, paragraphs=paragraphs, notes=notes)


def plain(text: str) -> str:
    """Words on one line, without what cannot be seen.

    >>> plain("  Two\\x00 \\u202ewords\\n")
    'Two words'
    """
    return " ".join(UNSEEN.sub("", text.replace("\n", " ").replace("\t", " ")).split())
