"""What the texts are asked: those with enough of a query's telling words, or with any; and how much they say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from tantivy import Occur, Query, Searcher

from kokoaan.search.analysis import analyse
from kokoaan.search.analysis.stops import telling_places
from kokoaan.search.engine import Engine
from kokoaan.search.kinds import Shelf
from kokoaan.search.querying import (
    EXACT,
    WIDENED,
    Question,
    Reading,
    all_of,
    best_of,
    enough,
    lemma_clauses,
    phrase_query,
    term,
)
from kokoaan.search.schema import lemma_field
from kokoaan.search.vocabulary import Label

# A word in more than this share of the texts need not be found. Among few texts, such as a new house has, the very
# subject of a query may be in a tenth of them: there no word is so common.
COMMON = 0.1
FEW = 1_000
# A word that the vocabulary cannot translate finds the few texts of its own language only: it is no proof.
UNTRANSLATED = 0.4


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a query as the texts are asked for it; how much a text tells that has it; whether any must."""

    query: Query
    tells: float
    is_needed: bool


def text_query(words: Iterable[Asked], question: Question) -> Query:
    """Texts that have enough of the words: both of two, two of three, three of five."""
    needed = [word for word in words if word.is_needed]
    least = [(Occur.Must, Query.boolean_query(any_of(needed), enough(len(needed))))] if needed else []
    phrases = [(Occur.Must, phrase_query("exact", phrase)) for phrase in question.phrases if phrase]
    return Query.boolean_query([*least, *any_of(word for word in words if not word.is_needed), *phrases])


def any_word_query(words: Iterable[Asked]) -> Query:
    """Texts with any of the words; the more of them, the better."""
    return Query.boolean_query(any_of(words))


def any_of(words: Iterable[Asked]) -> list[tuple[Occur, Query]]:
    return [(Occur.Should, word.query) for word in words]


def telling_words(index: Engine, question: Question) -> list[Asked]:
    """The words of a query that say something, or all where none does."""
    first, searcher = question.readings[0], index.searcher(Shelf.TEXTS)
    return [asked(searcher, question, place) for place in telling_places(first.tokens, first.lang)]


def asked(searcher: Searcher, question: Question, place: int) -> Asked:
    """One word: as it stands, by base form, as a part of a compound, by what it is called elsewhere.

    Few texts are Finnish, so each Finnish word is rare: "kaupunki" must tell as little as "city", which it means.
    """
    first = question.readings[0]
    seen = seen_word(searcher, question, place)
    names = [named(searcher, one, place) for one in question.readings]
    own = rarity(searcher, seen)
    tells = names[0][1] or own
    evened = tells / own if names[0][1] or first.lang == "en" else UNTRANSLATED
    stands = [(term("exact", first.tokens.exact[place]), EXACT)]
    stands += [clause for reading in question.readings for clause in lemma_clauses(reading, place)]
    clauses = [(query, boost * evened) for query, boost in stands]
    clauses += [(query, WIDENED) for query, told in names if told]
    is_known = first.lang == "en" or seen > 0 or names[0][1] > 0
    return Asked(best_of(clauses), tells, is_known and seen <= COMMON * max(searcher.num_docs, FEW))


def named(searcher: Searcher, reading: Reading, place: int) -> tuple[Query, float]:
    """Texts that have what a word is called in other languages, and how much that tells: 0 when nobody knows."""
    here = [one for one in reading.widenings if one.first <= place <= one.last]
    parts = [(*labelled(searcher, one.labels), one.share) for one in here]
    return all_of([(query, share) for query, _, share in parts]), sum(tells * share for _, tells, share in parts)


def labelled(searcher: Searcher, labels: Iterable[Label]) -> tuple[Query, float]:
    """Texts that have words of any of the labels, one as good as another: together they are as rare as they tell."""
    words = [(lang, telling_lemmas(lang, text)) for lang, text in labels]
    counts = [[searcher.doc_freq(lemma_field(lang), word) for word in some] for lang, some in words]
    tells = rarity(searcher, min(sum(map(min, counts)), searcher.num_docs))
    queries = []
    for (lang, some), seen in zip(words, counts, strict=True):
        each = all_of([(term(lemma_field(lang), word), 1.0) for word in some])
        queries.append((each, tells / sum(rarity(searcher, count) for count in seen)))
    return best_of(queries), tells


def telling_lemmas(lang: str, text: str) -> list[str]:
    tokens = analyse(text, lang)
    return [tokens.lemmas[place][0] for place in telling_places(tokens, lang)]


def seen_word(searcher: Searcher, question: Question, place: int) -> int:
    """In how many texts the word itself is."""
    first = question.readings[0]
    seen = (searcher.doc_freq(lemma_field(first.lang), lemma) for lemma in first.tokens.lemmas[place])
    return max(searcher.doc_freq("exact", first.tokens.exact[place]), *seen)


def rarity(searcher: Searcher, seen: int) -> float:
    return log(1 + max(searcher.num_docs, 1) / (1 + seen))
