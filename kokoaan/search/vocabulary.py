"""Widen a query by a vocabulary: kaukolämpö is fjärrvärme and district heating.

The concepts' labels lie in the index by their base forms; the longest label that the query has is taken first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Query

from kokoaan.search.analysis import Tokens
from kokoaan.search.analysis.stops import is_stop
from kokoaan.search.engine import Engine, fields
from kokoaan.search.kinds import Shelf

LONGEST = 4  # words of a label
MOST = 50  # concepts looked at for one query
# "shell (parts of plants)": what stands in brackets says which shell is meant.
BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Widening:
    """Words first to last of a query have a label; `labels` are the same in other languages, (language, text)."""

    first: int
    last: int
    labels: tuple[tuple[str, str], ...]


def widen(engine: Engine, tokens: Tokens, lang: str, into: Sequence[str]) -> list[Widening]:
    """What the query's words are called in the languages of `into`; each word in one label at most."""
    terms = dict(candidates(tokens, lang))
    concepts = look_up(engine, list(terms))
    taken: set[int] = set()
    found = []
    for term, (first, last) in sorted(terms.items(), key=lambda item: item[1][0] - item[1][1]):
        span = set(range(first, last + 1))
        labels = [pair for labels in concepts.get(term, ()) for pair in labels if pair[0] in into and pair[0] != lang]
        if labels and not taken & span:
            taken |= span
            found.append(Widening(first, last, tuple(dict.fromkeys(labels))))
    found += by_parts(engine, tokens, lang, set(range(len(tokens))) - taken) if lang != "en" and "en" in into else []
    return sorted(found, key=lambda one: one.first)


def by_parts(engine: Engine, tokens: Tokens, lang: str, places: set[int]) -> Iterator[Widening]:
    """Compounds that no concept is called by, in English word by word: terveysero is health difference."""
    parts = {place: tokens.parts[place] for place in places if len(tokens.parts[place]) > 1}
    concepts = look_up(engine, sorted({f"{lang} {part}" for some in parts.values() for part in some}))
    english = {
        term: [text for pair in found for code, text in pair if code == "en"] for term, found in concepts.items()
    }
    for place, some in parts.items():
        words = [english.get(f"{lang} {part}", [])[:1] for part in some]
        if all(words):
            yield Widening(place, place, (("en", " ".join(word for one in words for word in one)),))


def candidates(tokens: Tokens, lang: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every run of up to four words, as it stands and by base forms, with where it is; none that says nothing."""
    for first in range(len(tokens)):
        for last in range(first, min(first + LONGEST, len(tokens))):
            if first == last and is_stop(tokens, first, lang):
                continue
            yield " ".join((lang, *tokens.exact[first : last + 1])), (first, last)
            for start in tokens.lemmas[first]:
                rest = (tokens.lemmas[place][0] for place in range(first + 1, last + 1))
                yield " ".join((lang, start, *rest)), (first, last)


def look_up(engine: Engine, terms: list[str]) -> dict[str, list[tuple[tuple[str, str], ...]]]:
    """For each term that is a concept's label: the concept's labels in all languages."""
    found: dict[str, list[tuple[tuple[str, str], ...]]] = {}
    searcher = engine.searcher(Shelf.NAMES)
    for term in terms:
        if not searcher.doc_freq("label", term):
            continue
        for _, address in searcher.search(Query.term_query(fields(), "label", term), limit=3, count=False).hits:
            labels = json.loads(str(searcher.doc(address).get_first("labels")))
            found.setdefault(term, []).append(tuple((code, BRACKETS.sub("", text)) for code, text in labels.items()))
    return found
