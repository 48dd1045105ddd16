"""From what a person types to what the index is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from tantivy import Occur, Query

from kokoaan.lib.fold import fold
from kokoaan.search.analysis import Tokens, analyse
from kokoaan.search.analysis.stops import telling_places
from kokoaan.search.engine import Engine, fields
from kokoaan.search.schema import lemma_field
from kokoaan.search.vocabulary import Widening, widen

# How much a word counts, by how it is found.
EXACT, LEMMA, PART, PARTS_APART = 1.0, 0.9, 0.4, 0.3
WIDENED = 0.7
NAME, NAME_LEMMA = 2.0, 1.2
# A query of at most so many words is read in English, of each word so many of its names. A sentence, such as ends with
# one of these, is more than its words: the model understands it better as it stands.
SHORT, NAMES, SENTENCE = 6, 3, (".", "!")
# A query is read to this many characters for words; its meaning is taken from all of its beginning (searching.py).
LONGEST = 2_000
PHRASE = re.compile(r"[\"“”»«]([^\"“”»«]+)[\"“”»«]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as words of one language, and what these are called in others."""

    lang: str
    tokens: Tokens
    widenings: tuple[Widening, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A query, read: in each language that it may be in, with the phrases that it asks for."""

    text: str
    readings: tuple[Reading, ...]
    phrases: tuple[tuple[str, ...], ...] = ()

    def for_the_model(self, most: int) -> tuple[str, str]:
        """What the model is asked, and its language: a short query in English, as far as known; else its beginning.

        The model knows English best; of a long text it understands more than we can look up.
        """
        first = self.readings[0]
        places = telling_places(first.tokens, first.lang)
        is_sentence = len(first.tokens) > SHORT or self.text.rstrip(' "”»').endswith(SENTENCE)
        if not first.widenings or is_sentence:
            return self.text[:most], first.lang
        return " ".join(dict.fromkeys(word for place in places for word in self.called(place)))[:most], "en"

    def called(self, place: int) -> Iterator[str]:
        """A word's English names, once for all words that have them together; the word as it stands, without any."""
        first = self.readings[0]
        names = [one for one in first.widenings if one.first <= place <= one.last]
        if not names:
            yield self.text[slice(*first.tokens.offsets[place])]
        for one in names:
            english = [text for lang, text in one.labels if lang == "en"]
            yield from english[:NAMES] if one.first == place else ()

    @property
    def langs(self) -> frozenset[str]:
        """Languages that the query is asked in, by itself or by the vocabulary."""
        widened = (lang for reading in self.readings for one in reading.widenings for lang, _ in one.labels)
        return frozenset((*(reading.lang for reading in self.readings), *widened))

    @property
    def is_empty(self) -> bool:
        return not self.readings or not len(self.readings[0].tokens)


def read(engine: Engine, query: str, langs: Sequence[str], into: Sequence[str] = ("en", "fi", "sv")) -> Question:
    """Read a query in each of langs, and widen it by the vocabulary."""
    text = query[:LONGEST]
    readings = []
    for lang in langs:
        tokens = analyse(text, lang)
        readings.append(Reading(lang, tokens, tuple(widen(engine, tokens, lang, into))))
    phrases = tuple(tuple(fold(phrase).split()) for phrase in PHRASE.findall(text))
    return Question(text, tuple(readings), phrases)


def lemma_clauses(reading: Reading, place: int) -> list[tuple[Query, float]]:
    tokens, field = reading.tokens, lemma_field(reading.lang)
    clauses = [(term(field, lemma), LEMMA) for lemma in tokens.lemmas[place]]
    if reading.lang in {"fi", "sv", "de"}:
        clauses += [(term("part", lemma), PART) for lemma in tokens.lemmas[place]]
    if parts := tokens.parts[place]:
        apart = [best_of([(term(field, part), 1.0), (term("part", part), 1.0)]) for part in parts]
        clauses.append((Query.boolean_query([(Occur.Must, one) for one in apart]), PARTS_APART / len(parts)))
    return clauses


def label_query(widening: Widening) -> Query:
    """A text that has all words of one of the labels."""
    labels = []
    for lang, text in widening.labels:
        words = [term(lemma_field(lang), lemmas[0]) for lemmas in analyse(text, lang).lemmas]
        if words:
            labels.append((Query.boolean_query([(Occur.Must, word) for word in words]), 1 / len(words)))
    return best_of(labels)


def enough(words: int) -> int:
    """How many of the words must be there: both of two, two of three, three of five."""
    return words if words <= 2 else ceil(words * 0.6)


def name_query(question: Question) -> Query:
    """Documents that have all the words in their names."""
    words = [name_word(question, place) for place in range(len(question.readings[0].tokens))]
    clauses = [(Occur.Must, Query.boolean_query([(Occur.Should, w) for w in words], enough(len(words))))]
    clauses += [(Occur.Must, phrase_query("name", phrase)) for phrase in question.phrases if phrase]
    return Query.boolean_query(clauses)


def whole_name_query(question: Question) -> Query:
    """Documents that are called just that, by one of their names."""
    phrases = [(Occur.Must, phrase_query("name", phrase)) for phrase in question.phrases if phrase]
    called = Query.const_score_query(anyone("whole", whole_names(question)), 1.0)
    return Query.boolean_query([(Occur.Must, called), *phrases])


def whole_names(question: Question) -> list[str]:
    """The query as one name: as it stands, and each word by its base form."""
    stands = " ".join(question.readings[0].tokens.exact)
    bases = (" ".join(fold(lemmas[0]) for lemmas in reading.tokens.lemmas) for reading in question.readings)
    return list(dict.fromkeys((stands, *bases)))


def name_word(question: Question, place: int) -> Query:
    clauses = [(term("name", question.readings[0].tokens.exact[place]), NAME)]
    for reading in question.readings:
        for lemma in reading.tokens.lemmas[place]:
            clauses += [(term("name", fold(lemma)), NAME * LEMMA), (term("name_lemma", lemma), NAME_LEMMA)]
    return best_of(clauses)


def term(field: str, word: str) -> Query:
    return Query.term_query(fields(), field, word, "freq")


def anyone(field: str, words: Iterable[str]) -> Query:
    return Query.term_set_query(fields(), field, list(words))


def phrase_query(field: str, words: Sequence[str]) -> Query:
    return Query.phrase_query(fields(), field, list(words)) if len(words) > 1 else term(field, words[0])


def all_of(clauses: Iterable[tuple[Query, float]]) -> Query:
    """A document's score is that of all clauses that it meets."""
    return Query.boolean_query([(Occur.Should, Query.boost_query(query, boost)) for query, boost in clauses])


def best_of(clauses: Iterable[tuple[Query, float]]) -> Query:
    """A document's score is its best clause's, and a little of the others'."""
    boosted = [Query.boost_query(query, boost) for query, boost in clauses]
    return Query.disjunction_max_query(boosted, 0.1) if boosted else Query.empty_query()
