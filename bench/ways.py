"""Each way of searching by itself, beside the product's own search, which puts them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.contrib.auth.models import AnonymousUser
from tantivy import Query

from kokoaan.search.analysis.stops import telling_places
from kokoaan.search.engine import engine
from kokoaan.search.kinds import Shelf
from kokoaan.search.languages import query_languages
from kokoaan.search.meaning import centred_queries
from kokoaan.search.querying import Question, all_of, read
from kokoaan.search.searching import Scope, nearest, scope_of, search
from kokoaan.search.texts import any_word_query, named, telling_words
from kokoaan.search.vectors import vectors

KINDS = ["project"]
TEN = 10

# Asks in a language (None: not said), and gets the keys of the ten best.
Ask = Callable[[str, str | None], list[str]]


def together(query: str, lang: str | None) -> list[str]:
    return [hit.key for hit in search(query, AnonymousUser(), kinds=KINDS, lang=lang, limit=TEN).hits]


def words(query: str, lang: str | None) -> list[str]:
    """The query's own words, with nothing that they are called elsewhere."""
    question = asked(query, lang)
    bare = replace(question, readings=tuple(replace(one, widenings=()) for one in question.readings))
    return by_words(any_word_query(telling_words(engine(), bare)))


def vocabulary(query: str, lang: str | None) -> list[str]:
    """What glossary and vocabulary call the words, without the words."""
    first, searcher = asked(query, lang).readings[0], engine().searcher(Shelf.TEXTS)
    places = telling_places(first.tokens, first.lang)
    return by_words(all_of([(named(searcher, first, place)[0], 1.0) for place in places]))


def meaning(query: str, lang: str | None) -> list[str]:
    """The meaning of the query as it is typed."""
    file = vectors()
    assert file is not None
    scores = file.scores(centred_queries([query], [query_languages(query, lang)[0]]))[0]
    return keys(nearest(engine(), file, scores, scope(), TEN))


def asked(query: str, lang: str | None) -> Question:
    return read(engine(), query, query_languages(query, lang))


def scope() -> Scope:
    return scope_of(AnonymousUser(), KINDS)


def by_words(query: Query) -> list[str]:
    found = engine().search(Shelf.TEXTS, scope().narrow(query, Shelf.TEXTS), limit=TEN, count=False)
    return keys(hit.id for hit in found.hits)


def keys(ids: Iterable[str]) -> list[str]:
    return [id.partition("|")[2] for id in ids]


WAYS: Mapping[str, Ask] = {"words": words, "vocabulary": vocabulary, "meaning": meaning, "together": together}
