"""Widen a query by our glossary and by a vocabulary: kaukolämpö is fjärrvärme and district heating.

The glossary (glossary/) comes with us and knows the words of city offices; the concepts of a vocabulary that has been
loaded (YSO) know the rest. Their labels lie in the index by their base forms. The longest term that the query has is
taken first.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tantivy import Query, Searcher

from kokoaan.lib.fold import fold
from kokoaan.search import glossary
from kokoaan.search.analysis import Tokens, analyse
from kokoaan.search.analysis.stops import is_stop, is_stop_word
from kokoaan.search.analysis.tokens import words
from kokoaan.search.engine import Engine, fields
from kokoaan.search.kinds import Shelf

LONGEST = 5  # words of a label
# "shell (parts of plants)": what stands in brackets says which shell is meant.
BRACKETS = re.compile(r"\s*\([^)]*\)")
# What an earlier part of a compound has at its end, and what its word has there instead: skol- is skola.
LINKS = {"fi": (("s", "nen"),), "sv": (("s", ""), ("", "a"), ("", "e"), ("s", "e"), ("e", "a"))}
SHORTEST = 3  # letters of a part
# How much a word is that a term begins like.
KIN = 0.7

Label = tuple[str, str]  # language, text


@dataclass(frozen=True, slots=True)
class Widening:
    """Words first to last of a query have a label; `labels` are the same in other languages, one as good as another.

    `share` is how much of its word a part of a compound is; 1 for whole words.
    """

    first: int
    last: int
    labels: tuple[Label, ...]
    share: float = 1.0


def widen(engine: Engine, tokens: Tokens, lang: str, into: Sequence[str]) -> list[Widening]:
    """What the query's words are called in the languages of `into`; each word in one label at most."""
    searcher = engine.searcher(Shelf.NAMES)
    terms: dict[tuple[int, int], list[str]] = defaultdict(list)
    for term, span in candidates(tokens, lang):
        terms[span].append(term)
    taken: set[int] = set()
    found = []
    for first, last in sorted(terms, key=lambda span: span[0] - span[1]):
        places = set(range(first, last + 1))
        if not taken & places and (labels := labels_of(searcher, terms[first, last], lang, into)):
            taken |= places
            found.append(Widening(first, last, labels))
    if lang in LINKS and "en" in into:
        rest = [place for place in range(len(tokens)) if place not in taken and not is_stop(tokens, place, lang)]
        for place in rest:
            found += by_parts(searcher, tokens, lang, place) or by_kin(tokens, lang, place)
    return sorted(found, key=lambda one: one.first)


def by_kin(tokens: Tokens, lang: str, place: int) -> list[Widening]:
    """A word that nobody knows, by a term that begins like it."""
    labels = tuple(("en", name) for name in glossary.akin(lang, tokens.lemmas[place][0]))
    return [Widening(place, place, labels, KIN)] if labels else []


def by_parts(searcher: Searcher, tokens: Tokens, lang: str, place: int) -> list[Widening]:
    """A compound that has no label itself, part by part: terveysero is health and difference."""
    word = tokens.lemmas[place][0]
    taken: set[int] = set()
    found = {}
    stretches = sorted(pieces(word, tokens.parts[place], lang), key=lambda piece: piece[0][0] - piece[0][1])
    for (begin, end), terms in stretches:
        letters = set(range(begin, end))
        if not taken & letters and (labels := labels_of(searcher, terms, lang, ["en"])):
            taken |= letters
            found[begin] = Widening(place, place, labels, (end - begin) / len(word))
    return [found[begin] for begin in sorted(found)]


def pieces(word: str, parts: Sequence[str], lang: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Each stretch of a compound from one seam to another, with the terms that it may be."""
    # varför (why) is not var and för.
    said = [] if any(is_stop_word(part, lang) for part in parts) else parts
    starts = {part: at for part in said if (at := word.find(part[:SHORTEST])) >= 0}
    seams = sorted({0, *starts.values(), *known_seams(word, lang), len(word)})
    for begin, end in combinations(seams, 2):
        if (begin, end) != (0, len(word)) and end - begin >= SHORTEST:
            text = word[begin:end]
            bases = [part for part, at in starts.items() if at == begin and abs(len(part) - len(text)) <= 2]
            bases = [*spellings(text, lang, is_last=end == len(word)), *bases]
            yield (begin, end), [f"{lang} {term}" for base in bases for term in (base, fold(base))]


def known_seams(word: str, lang: str) -> Iterator[int]:
    """Where a word falls apart into two that our glossary knows."""
    for at in range(SHORTEST + 1, len(word) - SHORTEST):
        halves = (spellings(word[:at], lang, is_last=False), spellings(word[at:], lang, is_last=True))
        if all(any(glossary.is_term(lang, base) for base in half) for half in halves):
            yield at


def spellings(text: str, lang: str, *, is_last: bool) -> list[str]:
    """What a part of a compound may be by itself."""
    links = () if is_last else LINKS[lang]
    linked = (text.removesuffix(link) + ending for link, ending in links if text.endswith(link))
    return list(dict.fromkeys((text, *linked, *(lemma for lemmas in analyse(text, lang).lemmas for lemma in lemmas))))


def labels_of(searcher: Searcher, terms: Sequence[str], lang: str, into: Sequence[str]) -> tuple[Label, ...]:
    """The labels of the first of some spellings that is known, in the languages of `into`: our own English first."""
    ours = next(filter(None, map(glossary.called, terms)), ())
    theirs = next(filter(None, (look_up(searcher, term) for term in terms)), [])
    labels = [*(("en", name) for name in ours), *(pair for pair in theirs if not ours or pair[0] != "en")]
    return tuple(dict.fromkeys(pair for pair in labels if pair[0] in into and pair[0] != lang))


def candidates(tokens: Tokens, lang: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every run of up to five words, as it stands and by base forms, with where it is; none that says nothing."""
    for first in range(len(tokens)):
        for last in range(first, min(first + LONGEST, len(tokens))):
            if first == last and is_stop(tokens, first, lang):
                continue
            yield " ".join((lang, *tokens.exact[first : last + 1])), (first, last)
            for start in tokens.lemmas[first]:
                rest = (tokens.lemmas[place][0] for place in range(first + 1, last + 1))
                yield " ".join((lang, start, *rest)), (first, last)


def look_up(searcher: Searcher, term: str) -> list[Label]:
    """The labels in all languages of the concepts that are called so."""
    if not searcher.doc_freq("label", term):
        return []
    hits = searcher.search(Query.term_query(fields(), "label", term), limit=3, count=False).hits
    found = [json.loads(str(searcher.doc(address).get_first("labels"))) for _score, address in hits]
    named = ((code, BRACKETS.sub("", text)) for labels in found for code, text in labels.items())
    return [(code, text) for code, text in named if any(words(text))]
