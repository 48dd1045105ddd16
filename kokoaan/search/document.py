"""What the index knows of a row: its names, its texts and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and the language to read it in ("" when nobody says)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A text in one language."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that can be found. `titles` is what a hit is called, by language ("" for one that serves all)."""

    kind: str
    key: str
    circle: int
    titles: Mapping[str, str]
    names: tuple[Name, ...] = ()
    bodies: tuple[Body, ...] = ()
    # Words that say what it is about but are no text to show: themes.
    themes: tuple[str, ...] = ()
    # Labels of a concept by language: a query that has one is widened by the others.
    labels: Mapping[str, str] = field(default_factory=dict)
    # How much rather this is meant than another of the same name: a large city before a small one.
    weight: float = 1.0

    @property
    def id(self) -> str:
        return document_id(self.kind, self.key)

    def title(self, lang: str) -> str:
        for code in (lang, "", "en", "fi", "sv", *self.titles):
            if text := self.titles.get(code):
                return text
        return self.key

    @property
    def meaningful(self) -> Body | None:
        """The one text whose meaning is embedded: the English one, or else the first."""
        return next((body for body in self.bodies if body.lang == "en"), self.bodies[0] if self.bodies else None)


def document_id(kind: str, key: str) -> str:
    return f"{kind}|{key}"


def document_number(id: str) -> int:
    """A number for the id, the same everywhere; two of a million ids share one with a chance of one in 10 million."""
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "big") >> 1
