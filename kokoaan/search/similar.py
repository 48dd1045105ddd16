"""Projects like a text: what the finder weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from tantivy import Occur, Query, Searcher

from kokoaan.search.analysis import analyse
from kokoaan.search.document import document_id, document_number
from kokoaan.search.engine import Engine, engine, narrowed, only_kinds
from kokoaan.search.kinds import Shelf
from kokoaan.search.languages import query_languages
from kokoaan.search.meaning import centred_queries
from kokoaan.search.querying import LEMMA, WIDENED, best_of, label_query, read, term
from kokoaan.search.schema import lemma_field
from kokoaan.search.texts import any_word_query, telling_words
from kokoaan.search.vectors import Match, vectors_to_ask
from kokoaan.search.vocabulary import widen

# A text may be a whole book: words are taken from this many characters of it, its meaning from as many words as the
# model reads in about a fifth of a second.
WORDS_OF, MEANING_OF = 50_000, 130
TELLING = 60
# A text of at most so many words is read as a query: each of them matters, and the vocabulary may name it in English.
SHORT = 12
KIND = "project"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a project's text: characters begin to end of its document's body in lang (search/documents.py)."""

    begin: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A project, by its source and key ("keep-eu:keep:…"), and how like the text it is.

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
    """The `pool` best projects by words joined with the `pool` best by meaning, best by meaning first.

    Projects whose key at the source ("keep:…", "urbact:…") or "source:key" is in `without` are left out.
    """
    return similar_projects_many([text], langs=[lang], pool=pool, without=without)[0]


def similar_projects_many(
    texts: Sequence[str],
    *,
    langs: Sequence[str | None] | None = None,
    pool: int = 300,
    without: Collection[str] = frozenset(),
) -> list[list[Similar]]:
    """The same for many texts, embedded together. Raises IndexTrouble when the index cannot answer."""
    index = engine()
    spoken = [
        query_languages(text[:1_000], lang) for text, lang in zip(texts, langs or [None] * len(texts), strict=True)
    ]
    left_out = left_out_ids(without)
    words = [by_words(index, text, lang, pool, left_out) for text, lang in zip(texts, spoken, strict=True)]
    meaning = by_meaning(index, texts, [lang[0] for lang in spoken], pool, left_out)
    return [joined(one, other) for one, other in zip(words, meaning, strict=True)]


def joined(words: dict[str, float], meaning: dict[str, Match]) -> list[Similar]:
    found = []
    for id in sorted(words.keys() | meaning.keys()):
        match = meaning.get(id)
        span = Span(match.begin, match.end, match.lang) if match else None
        key = id.partition("|")[2]
        found.append(Similar(key, words.get(id, 0.0), match.score if match else 0.0, span))
    return sorted(found, key=lambda one: (-one.meaning, -one.words, one.key))


SOURCES = {"keep": "keep-eu", "urbact": "urbact", "cordis": "cordis", "jrc": "jrc"}


def left_out_ids(keys: Collection[str]) -> list[str]:
    """Ids of the projects of these keys, given as "source:key" or, where the key begins with its own, as the key."""
    ids = [document_id(KIND, key) for key in keys]
    ids += [document_id(KIND, f"{SOURCES[head]}:{key}") for key in keys if (head := key.partition(":")[0]) in SOURCES]
    return sorted(ids)


def by_words(index: Engine, text: str, langs: Sequence[str], pool: int, left_out: Sequence[str]) -> dict[str, float]:
    """The best projects by their texts' most telling words."""
    short = is_short(text)
    query = (
        any_word_query(telling_words(index, read(index, text, langs)))
        if short
        else telling_query(index, text[:WORDS_OF], langs)
    )
    hits = index.search(Shelf.TEXTS, narrowed(query, [only_kinds([KIND])], left_out), limit=pool, count=False).hits
    return {hit.id: hit.score for hit in hits}


def is_short(text: str) -> bool:
    return len(text[:WORDS_OF].split()) <= SHORT


def telling_query(index: Engine, text: str, langs: Sequence[str]) -> Query:
    """The words that tell most: often in the text, seldom in others. A text not in English is widened to English."""
    lang, searcher = langs[0], index.searcher(Shelf.TEXTS)
    tokens = analyse(text, lang)
    counts = Counter(lemma for lemma in chain.from_iterable(tokens.lemmas) if len(lemma) > 1)
    found = telling(searcher, counts, lemma_field(lang))
    clauses = [best_of([(term(lemma_field(lang), lemma), LEMMA * weight)]) for lemma, weight in found.items()]
    if lang != "en":
        for widening in widen(index, tokens, lang, ["en"])[:TELLING]:
            clauses.append(best_of([(label_query(widening), WIDENED)]))
        clauses += [best_of([(term("exact", word), WIDENED)]) for word in names_in(text)]
    return Query.boolean_query([(Occur.Should, clause) for clause in clauses])


def telling(searcher: Searcher, counts: Counter[str], field: str) -> dict[str, float]:
    """The words with the highest tf·idf, each with how much it counts."""
    many = searcher.num_docs
    weights = {
        word: (1 + log(count)) * log(1 + many / (1 + seen))
        for word, count in counts.items()
        if (seen := searcher.doc_freq(field, word))
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:TELLING]
    return {word: 1 + log(counts[word]) for word in best}


def names_in(text: str) -> list[str]:
    """Words with a capital within a sentence: names are the same in every language."""
    words = text.split()
    inside = (word for before, word in zip(words, words[1:], strict=False) if not before.endswith((".", "!", "?", ":")))
    names = Counter(token for word in inside if word[:1].isupper() for token in analyse(word, "").exact[:1])
    return [name for name, _ in names.most_common(10)]


def by_meaning(
    index: Engine, texts: Sequence[str], langs: Sequence[str], pool: int, left_out: Sequence[str]
) -> list[dict[str, Match]]:
    file = vectors_to_ask()
    if file is None:
        return [{} for _ in texts]
    allowed = file.allowed(None, [document_number(id) for id in left_out]) & file.of_kinds([KIND])
    asked = [told(index, text, lang) for text, lang in zip(texts, langs, strict=True)]
    scores = file.scores(centred_queries([text for text, _ in asked], [lang for _, lang in asked]))
    return [with_ids(index, file.best(line, pool, allowed)) for line in scores]


def told(index: Engine, text: str, lang: str) -> tuple[str, str]:
    """What the model is asked, and its language: a short text in English, as far as known; a long one's beginning."""
    return read(index, text, [lang]).for_the_model(len(text)) if is_short(text) else (beginning(text), lang)


def beginning(text: str) -> str:
    return " ".join(text[: MEANING_OF * 40].split()[:MEANING_OF])


def with_ids(index: Engine, matches: list[Match]) -> dict[str, Match]:
    ids = index.ids_of_facts([match.number for match in matches])
    return {ids[match.number]: match for match in matches if match.number in ids}
