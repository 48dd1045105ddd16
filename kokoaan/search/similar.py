"""Projects like a text: what the finder weighs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a project's text: characters begin to end of `passage_text(project, lang)`."""

    begin: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A project, by its source key ("keep:…", "urbact:…", "cordis:…"), and how like the text it is.

    `words` is a BM25 score, 0 when not among the best by words; `meaning` the centred cosine of its best passage
    (`passage`), 0 when not among the best by meaning.
    """

    key: str
    words: float
    meaning: float
    passage: Span | None


def similar_projects(
    text: str, *, lang: str | None = None, pool: int = 300, without: Collection[str] = frozenset()
) -> list[Similar]:
    """The `pool` best projects by words joined with the `pool` best by meaning; those of keys in `without` left out."""
    return similar_projects_many([text], langs=[lang], pool=pool, without=without)[0]


def similar_projects_many(
    texts: Sequence[str],
    *,
    langs: Sequence[str | None] | None = None,
    pool: int = 300,
    without: Collection[str] = frozenset(),
) -> list[list[Similar]]:
    """The same for many texts, embedded together."""
    return [[] for _ in texts]
