"""The part of a document's text that answers a query, with the words that match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kokoaan.search.analysis import Tokens, analyse
from kokoaan.search.analysis.stops import telling_places
from kokoaan.search.document import Body, Document
from kokoaan.search.passages import Passage as Part
from kokoaan.search.passages import passages
from kokoaan.search.querying import Question
from kokoaan.search.vectors import Match

OWN = 2.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters begin to end of the document's text in lang; `highlights` are positions within `text`."""

    text: str
    begin: int
    end: int
    lang: str
    highlights: tuple[tuple[int, int], ...] = ()

    def emphasised(self) -> str:
        """The passage on one line, with the words that match between asterisks."""
        text = "".join(f"*{words}*" if is_marked else words for words, is_marked in self.parts())
        return " ".join(text.split())

    def parts(self, first: int = 0, last: int | None = None) -> Iterator[tuple[str, bool]]:
        """The text from first to last, cut where words that match begin and end; each piece, and whether it does."""
        done, last = first, len(self.text) if last is None else last
        for begin, end in self.highlights:
            if begin >= first and end <= last:
                yield self.text[done:begin], False
                yield self.text[begin:end], True
                done = end
        yield self.text[done:last], False


def passage_for(document: Document, question: Question, match: Match | None) -> Passage | None:
    """The passage that says most of the query in its words; where none has any, the one nearest in meaning."""
    words, langs = wanted(question), question.langs
    # A text in none of the query's languages is not read: it would take a list of words of that language to do so.
    bodies = [body for body in document.bodies if body.lang in langs]
    found = [
        (score * preference(body, question), body, part, marks)
        for body in bodies
        for part, marks, score in marked(body, words)
        if marks
    ]
    if found:
        _score, body, part, marks = max(found, key=lambda one: one[0])
        return shown(body, part.begin, part.end, marks)
    near = [body for body in document.bodies if match and body.lang == match.lang and match.end <= len(body.text)]
    return shown(near[0], match.begin, match.end, ()) if match and near else None


def preference(body: Body, question: Question) -> float:
    """A text in the asker's own language is read more easily: it may say half as much."""
    return OWN if body.lang == question.readings[0].lang else 1.0


def wanted(question: Question) -> frozenset[str]:
    """Base forms and words that are worth marking: the query's, their parts, and what they are called elsewhere."""
    words: set[str] = set()
    for reading in question.readings:
        words |= telling_words(reading.tokens, reading.lang)
        for lang, text in (label for widening in reading.widenings for label in widening.labels):
            words |= telling_words(analyse(text, lang), lang)
    return frozenset(word for word in words if len(word) > 2)


def telling_words(tokens: Tokens, lang: str) -> set[str]:
    """The words that say something, as they stand and by their base forms."""
    return {word for place in telling_places(tokens, lang) for word in (tokens.exact[place], *tokens.lemmas[place])}


def marked(body: Body, words: frozenset[str]) -> list[tuple[Part, list[tuple[int, int]], float]]:
    """Each passage of a text with the places of the words in it, and how many different ones it has."""
    tokens = analysed(body.text, body.lang)
    found = [place for place in range(len(tokens)) if forms(tokens, place) & words]
    rows = []
    for part in parts(body.text):
        inside = [place for place in found if part.begin <= tokens.offsets[place][0] < part.end]
        different = {word for place in inside for word in forms(tokens, place) & words}
        rows.append((part, [tokens.offsets[place] for place in inside], len(different) + len(inside) / 100))
    return rows


def forms(tokens: Tokens, place: int) -> frozenset[str]:
    return frozenset((tokens.exact[place], *tokens.lemmas[place], *tokens.parts[place]))


@lru_cache(maxsize=200)
def analysed(text: str, lang: str) -> Tokens:
    return analyse(text, lang)


@lru_cache(maxsize=200)
def parts(text: str) -> list[Part]:
    return passages(text)


def shown(body: Body, begin: int, end: int, marks: Sequence[tuple[int, int]]) -> Passage:
    inside = tuple((first - begin, last - begin) for first, last in marks)
    return Passage(body.text[begin:end], begin, end, body.lang, inside)
