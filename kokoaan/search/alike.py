"""More like this: what says the same as a text that is in the index, by its meaning and its most telling words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.contrib.auth.models import AnonymousUser

from kokoaan.people.models import User
from kokoaan.search.document import Document, document_number
from kokoaan.search.engine import Engine, engine
from kokoaan.search.fusion import fuse
from kokoaan.search.kinds import Shelf
from kokoaan.search.querying import read
from kokoaan.search.searching import POOL, Ranking, Scope, fetch, nearest, scope_of
from kokoaan.search.similar import WORDS_OF, telling_query
from kokoaan.search.vectors import Match, vectors_to_ask

# Nearly every text shares some word with another: so many are listed for their words alone.
BY_WORDS = 30
# How much the words count, where 1 is the very same meaning.
WORDS = 0.25


def alike(
    id: str,
    user: User | AnonymousUser,
    *,
    kinds: Collection[str] | None = None,
    among: Collection[int] | None = None,
    pool: int = POOL,
) -> Ranking:
    """What user may see that is like the document of this id, which is not among it. Raises IndexTrouble.

    A document that user may not see is like nothing.
    """
    index = engine()
    document = fetch([id], user).get(id)
    if document is None or document.meaningful is None:
        return Ranking(read(index, "", ["en"]))
    scope = scope_of(user, kinds, among)
    scope = replace(scope, without=(*scope.without, id))
    near, words = near_in_meaning(index, document, scope, pool), near_in_words(index, document, scope)
    ranked = fuse([({id: match.score for id, match in near.items()}, 1.0), (words, WORDS)])
    lang = document.meaningful.lang
    return Ranking(read(index, document.title(lang), [lang]), ranked, near, len(ranked))


def near_in_meaning(index: Engine, document: Document, scope: Scope, pool: int) -> dict[str, Match]:
    file = vectors_to_ask()
    if file is None:
        return {}
    meaning = file.meaning_of(document_number(document.id))
    return {} if meaning is None else nearest(index, file, file.scores(meaning[None])[0], scope, pool)


def near_in_words(index: Engine, document: Document, scope: Scope) -> dict[str, float]:
    """The texts with most of its telling words, each as a share of what the best has."""
    body = document.meaningful
    if body is None:
        return {}
    query = telling_query(index, body.text[:WORDS_OF], [body.lang])
    narrow = scope.narrow(query, Shelf.TEXTS)
    found = index.search(Shelf.TEXTS, narrow, limit=BY_WORDS, count=False, among=scope.among).hits
    return {one.id: one.score / found[0].score for one in found if found[0].score}
