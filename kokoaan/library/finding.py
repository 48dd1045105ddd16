"""Find in the library: narrowed by what is known of each thing, then ranked by what it tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from kokoaan.library.asking import Asked, Order
from kokoaan.library.facts import facts
from kokoaan.library.records import records
from kokoaan.library.traits import Traits, values_of
from kokoaan.people.models import User
from kokoaan.search.alike import alike
from kokoaan.search.searching import Ranking, ranking

KINDS = ("practice", "project")
# More than match a question that says anything.
POOL = 2_000
Reader = User | AnonymousUser
Shelf = Mapping[str, Traits]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, in order, by id; `total` counts also what lies beyond the pool. Without words, nothing ranks."""

    things: Sequence[Traits]
    total: int
    ranking: Ranking | None = None

    @property
    def is_whole(self) -> bool:
        return self.total <= len(self.things)


def shelf_of(user: Reader) -> Shelf:
    """All that user finds in the library, by id; a fact that one of the practices tells of is that practice."""
    kept, told = records(user)
    waiting = (one for key, one in facts().traits.items() if key not in told)
    return {one.id: one for one in (*kept, *waiting)}


def values_there(shelf: Shelf) -> Mapping[str, Set[str]]:
    """What the library can be narrowed by: every value that something in it has. Those of facts are at hand."""
    return values_of((one for one in shelf.values() if one.id.startswith("practice|")), facts().values)


def find(asked: Asked, user: Reader, shelf: Shelf, among: Collection[str] | None = None) -> Found:
    """What answers; with `among`, of these ids only. Raises IndexTrouble where words are asked and cannot be."""
    chosen = [one for one in shelf.values() if one.has(asked.chosen) and (among is None or one.id in among)]
    if not asked.text and not asked.like:
        return Found(ordered(chosen, asked.order), len(chosen))
    numbers = frozenset(one.number for one in chosen)
    ranked = asked_of_index(asked, user, numbers)
    things = [shelf[id] for id, _score in ranked.scores if id in shelf]
    total = ranked.total - (len(ranked.scores) - len(things))
    return Found(ordered(things, asked.order) if asked.order else things, total, ranked)


def asked_of_index(asked: Asked, user: Reader, numbers: frozenset[int]) -> Ranking:
    if asked.like:
        id = asked.like.replace(":", "|", 1)
        return alike(id, user, kinds=KINDS, among=numbers, pool=POOL)
    return ranking(asked.text, user, kinds=KINDS, among=numbers, pool=POOL)


def ordered(things: Sequence[Traits], order: str) -> list[Traits]:
    """The newest first by when they began; the best are those with the strongest evidence."""
    newest = sorted(things, key=lambda one: (one.begins, one.id), reverse=True)
    return newest if order == Order.NEWEST.value else sorted(newest, key=lambda one: one.weakness)
