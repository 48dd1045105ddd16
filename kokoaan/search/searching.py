"""The one search over everything: by words, by meaning, and only what the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from numpy.typing import NDArray
from tantivy import Query

from kokoaan.people.models import User, circles_of
from kokoaan.records.models import Outbox
from kokoaan.search.document import Document, document_id, document_number
from kokoaan.search.engine import Engine, Found, FoundPage, engine, narrowed, only_circles, only_kinds
from kokoaan.search.fusion import fuse
from kokoaan.search.kinds import KINDS, Shelf, record_kinds, shelved
from kokoaan.search.languages import query_languages
from kokoaan.search.meaning import centred_queries
from kokoaan.search.passage import Passage, passage_for
from kokoaan.search.querying import Question, name_query, read, whole_name_query
from kokoaan.search.texts import any_word_query, telling_words, text_query
from kokoaan.search.vectors import Match, VectorFile, vectors_to_ask

POOL = 200
# Texts that have any word of the query, as few as it may be, and say most by it: so many are listed.
ANY = 30
# Characters of a query whose meaning is taken: what the model reads in about a tenth of a second.
MEANING = 600
# A centred cosine below this says nothing.
LEAST = 0.12
# Nor does one that is less than this share of the best one's.
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each list counts.

    Meaning is a cosine, seldom above a half. Words are the share of the query that a text has, the rarer words the more
    of it; one that nobody could translate counts as not there, so that who understood little has little to say.
    What is called just so, in any language, comes before all else, whatever mentions it more often.
    """

    meaning: float = 1.0
    words: float = 0.4
    names: float = 0.5
    called: float = 10.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, what it is called, why it is here, and which circle sees it."""

    kind: str
    key: str
    title: str
    score: float
    passage: Passage | None
    circle: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hits from `offset` on; `total` counts rows that the reader may see, and no others."""

    hits: list[Hit]
    total: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be found at all: of which kinds, by whom, which documents not; and, where asked, among which numbers."""

    kinds: frozenset[str]
    circles: frozenset[int]
    without: tuple[str, ...]
    among: frozenset[int] | None = None

    def narrow(self, query: Query, shelf: Shelf) -> Query:
        kinds = self.kinds & set(shelved(shelf))
        return narrowed(query, [only_circles(self.circles), only_kinds(kinds)], self.without)


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that was found, as ids by falling score; a page of it is made with `hits`.

    `total` counts the rest too, where the lists were cut at the pool.
    """

    question: Question
    scores: Sequence[tuple[str, float]] = ()
    matches: Mapping[str, Match] = field(default_factory=dict)
    total: int = 0

    @property
    def is_whole(self) -> bool:
        return self.total <= len(self.scores)


def search(
    query: str,
    user: User | AnonymousUser,
    *,
    kinds: Collection[str] | None = None,
    lang: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Page:
    """Find what user may see. Raises IndexTrouble when the index cannot answer; an empty query finds nothing.

    Records whose change waits for the index are left out, and every record is asked again whether user may see it:
    narrowing a circle acts at once.
    """
    found = ranking(query, user, kinds=kinds, lang=lang, pool=max(POOL, offset + limit))
    return Page(hits(found, found.scores[offset : offset + limit], user), found.total)


def ranking(
    query: str,
    user: User | AnonymousUser,
    *,
    kinds: Collection[str] | None = None,
    lang: str | None = None,
    among: Collection[int] | None = None,
    pool: int = POOL,
) -> Ranking:
    """Rank what user may see; with `among`, only documents of these numbers. Raises IndexTrouble."""
    index = engine()
    question = read(index, query, query_languages(query, lang))
    if question.is_empty:
        return Ranking(question)
    lists = find(index, question, scope_of(user, kinds, among), pool)
    return Ranking(question, lists.fused(), lists.meaning, lists.total)


def hits(found: Ranking, some: Sequence[tuple[str, float]], user: User | AnonymousUser) -> list[Hit]:
    """Some of what was found, as the database has it now, less what user may not see."""
    documents = fetch([id for id, _ in some], user)
    return [hit(documents[id], score, found.question, found.matches.get(id)) for id, score in some if id in documents]


def scope_of(
    user: User | AnonymousUser, kinds: Collection[str] | None = None, among: Collection[int] | None = None
) -> Scope:
    return Scope(frozenset(kinds or KINDS), circles(user), waiting(), None if among is None else frozenset(among))


def circles(user: User | AnonymousUser) -> frozenset[int]:
    return user.circle_ids if isinstance(user, User) else circles_of(user)


def waiting() -> tuple[str, ...]:
    """Ids of records whose change is not in the index yet. Facts may wait and be found: everyone may see them."""
    rows = Outbox.objects.filter(kind__in=record_kinds()).values_list("kind", "key")
    return tuple(document_id(kind, key) for kind, key in rows)


@dataclass(frozen=True, slots=True)
class Lists:
    """What each way of searching says of the documents found, by id: 0 nothing, 1 all that was asked."""

    called: Mapping[str, float]
    names: Mapping[str, float]
    words: Mapping[str, float]
    meaning: Mapping[str, Match]
    total: int

    def fused(self) -> list[tuple[str, float]]:
        near = {id: match.score for id, match in self.meaning.items()}
        return fuse(
            [
                (self.called, WEIGHTS.called),
                (self.names, WEIGHTS.names),
                (self.words, WEIGHTS.words),
                (near, WEIGHTS.meaning),
            ]
        )


def find(index: Engine, question: Question, scope: Scope, pool: int) -> Lists:
    """What is found by names, by words and by meaning, each with what every way says of it."""
    look = partial(index.search, limit=pool, among=scope.among)
    called = look(Shelf.NAMES, scope.narrow(whole_name_query(question), Shelf.NAMES), weighted=True, count=False)
    names = look(Shelf.NAMES, scope.narrow(name_query(question), Shelf.NAMES), weighted=True)
    words = telling_words(index, question)
    enough = text_query(words, question)
    notes = look(Shelf.NAMES, scope.narrow(enough, Shelf.NAMES))
    texts = look(Shelf.TEXTS, scope.narrow(enough, Shelf.TEXTS))
    some = look(Shelf.TEXTS, scope.narrow(any_word_query(words), Shelf.TEXTS), count=False)
    by_words = {found.id: found for found in (*some.hits[:ANY], *texts.hits, *notes.hits)}
    near, others = by_meaning(index, question, scope, pool, by_words.values())
    listed = by_words.keys() | near.keys()
    told = shares((*some.hits, *by_words.values()), sum(word.tells for word in words))
    matching = {found.id for found in (*names.hits, *texts.hits, *notes.hits)}
    return Lists(
        shares(called.hits, best(called)),
        shares(names.hits, best(names)),
        {id: share for id, share in told.items() if id in listed},
        {**near, **others},
        names.total + texts.total + notes_only(names.hits, notes) + len(listed - matching),
    )


def best(page: FoundPage) -> float:
    return page.hits[0].score if page.hits else 0.0


def shares(hits: Iterable[Found], whole: float) -> dict[str, float]:
    """How much of a whole score each has."""
    return {found.id: min(found.score / whole, 1.0) for found in hits}


def notes_only(names: Sequence[Found], notes: FoundPage) -> int:
    """How many are found by their notes and not by their names too."""
    named = {found.id for found in names}
    return notes.total - sum(found.id in named for found in notes.hits)


def by_meaning(
    index: Engine, question: Question, scope: Scope, pool: int, others: Collection[Found]
) -> tuple[dict[str, Match], dict[str, Match]]:
    """Documents with the passages nearest in meaning, as far as they say anything; and how near the others are."""
    file = vectors_to_ask()
    if file is None:
        return {}, {}
    text, lang = question.for_the_model(MEANING)
    scores = file.scores(centred_queries([text], [lang]))[0]
    near = nearest(index, file, scores, scope, pool)
    rest = file.best_of(scores, [found.number for found in others if found.id not in near])
    return near, {found.id: rest[found.number] for found in others if found.number in rest and found.id not in near}


def nearest(index: Engine, file: VectorFile, scores: NDArray[np.float32], scope: Scope, pool: int) -> dict[str, Match]:
    """How near is near enough, the best of all tells: what is left when the others are narrowed away says no more."""
    allowed = allowed_rows(index, file, scope)
    least = max(LEAST, float(scores[allowed].max()) * NEAR) if allowed.any() else LEAST
    if scope.among is not None:
        allowed &= file.of_numbers(scope.among)
    best = file.best(scores, pool, allowed & (scores >= least))
    ids = index.ids([match.number for match in best])
    return {ids[match.number]: match for match in best if match.number in ids}


def allowed_rows(index: Engine, file: VectorFile, scope: Scope) -> NDArray[np.bool_]:
    """Passages of what may be found, whatever it is asked among."""
    numbers = guarded_numbers(index, scope) if file.guarded.any() else []
    return file.allowed(numbers, [document_number(id) for id in scope.without]) & file.of_kinds(scope.kinds)


def guarded_numbers(index: Engine, scope: Scope) -> list[int]:
    """Numbers of the records that may be found, of kinds whose meaning is embedded."""
    kinds = [kind for kind in record_kinds() if kind in scope.kinds and KINDS[kind].carries_meaning]
    query = narrowed(only_kinds(kinds), [only_circles(scope.circles)])
    return [number for shelf in Shelf for number in index.numbers(shelf, query)]


def fetch(ids: Sequence[str], user: User | AnonymousUser) -> dict[str, Document]:
    """The documents as the database has them now, less records that user may not see."""
    keys: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        kind, _, key = id.partition("|")
        keys[kind].append(key)
    found = (document for kind, some in keys.items() for document in KINDS[kind].visible(some, user))
    return {document.id: document for document in found}


def hit(document: Document, score: float, question: Question, match: Match | None) -> Hit:
    title = document.title(get_language() or "en")
    passage = passage_for(document, question, match)
    return Hit(document.kind, document.key, title, round(score, 6), passage, document.circle)
