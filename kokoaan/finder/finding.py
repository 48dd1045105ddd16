"""Ask the house: a need goes in, ranked partners with their evidence come out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.finder.evidence import Base, Hits, Kind, Need
from kokoaan.finder.ledger import Ledger
from kokoaan.finder.matches import Evidence, Match, Order
from kokoaan.finder.narrowing import Narrowing
from kokoaan.finder.ranking import Ranking, rank
from kokoaan.finder.reading import current_ledger
from kokoaan.finder.us import Us
from kokoaan.finder.wishes import Size, Wanted, Where
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.search.similar import Similar, Span, similar_projects, similar_projects_many

BATCH = 16


# The kinds of organisation that are ranked when these are wanted.
KINDS: Mapping[Wanted, tuple[Kind, ...]] = {
    Wanted.ALL: (Kind.INTERNATIONAL, Kind.NETWORK),
    Wanted.PLACES: (),
    Wanted.INTERNATIONAL: (Kind.INTERNATIONAL,),
    Wanted.NETWORK: (Kind.NETWORK,),
    Wanted.UNIVERSITY: (Kind.RESEARCH,),
    Wanted.COMPANY: (Kind.COMPANY,),
    Wanted.ORGANISATIONS: tuple(Kind),
}


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    us: Us | None = None
    lang: str | None = None
    order: Order = Order.LIKELY
    wanted: Wanted = Wanted.ALL
    limit: int = 10
    where: Where = Where.WORLD
    size: Size = Size.ANY
    unusual: bool = False
    # Labels of chosen themes: they widen what is searched, not what is shown.
    themes: tuple[str, ...] = ()

    @property
    def searched(self) -> str:
        return " ".join((self.text, *self.themes))


@dataclass(frozen=True, slots=True)
class Answer:
    """The matches; `spans` say which passage of a project (a row of the base's projects) is nearest in meaning."""

    question: Question
    base: Base
    matches: Sequence[Match]
    spans: dict[int, Span] = field(default_factory=dict)


def ask(question: Question, user: User | AnonymousUser) -> Answer:
    """Rank partners for a need. Raises IndexTrouble when the index cannot answer."""
    ledger = current_ledger()
    base = ledger.base
    similar = similar_projects(question.searched, lang=question.lang)
    need = Need(question.searched, row_of(base, question.us), question.lang or "")
    ranking = rank(
        need,
        ledger,
        hits_of(base, similar),
        question.order,
        narrowing=narrowing_of(question, user),
        wanted=KINDS[question.wanted],
        most=question.limit,
    )
    matches = with_ties(matches_of(ranking, question), base, user)
    return Answer(question, base, matches, spans_of(base, similar))


def narrowing_of(question: Question, user: User | AnonymousUser) -> Narrowing:
    tied: frozenset[int] = frozenset()
    if question.unusual:
        ties = Tie.objects.visible_to(user).exclude(place=None)
        tied = frozenset(ties.values_list("place", flat=True))
    return Narrowing(question.where, question.size, question.unusual, tied)


def row_of(base: Base, us: Us | None) -> int | None:
    return None if us is None else base.row_of_place[us.place.pk]


def hits_of(base: Base, similar: Iterable[Similar]) -> Hits:
    """Return what search found as rows of the base; a project that the base does not know yet is left out."""
    found = [(row, one) for one in similar if (row := base.row_of_project.get(own_key(one.key))) is not None]
    return Hits(
        project=np.array([row for row, _one in found], dtype=np.int64),
        words=np.array([one.words for _row, one in found], dtype=np.float64),
        meaning=np.array([one.meaning for _row, one in found], dtype=np.float64),
    )


def own_key(key: str) -> str:
    """The key at the source, from "source:key"."""
    return key.partition(":")[2]


def spans_of(base: Base, similar: Iterable[Similar]) -> dict[int, Span]:
    rows = base.row_of_project
    return {rows[own_key(one.key)]: one.passage for one in similar if one.passage and own_key(one.key) in rows}


def matches_of(ranking: Ranking, question: Question) -> list[Match]:
    """Return the best of what is wanted; with all, international organisations and networks stand among the places."""
    name = partial(ranking.scene.ledger.base.places.name_in, get_language() or "en")
    kinds = KINDS[question.wanted]
    if question.wanted not in {Wanted.ALL, Wanted.PLACES}:
        return ranking.organisations(question.limit, name, kinds=kinds)
    places = ranking.matches(question.limit, name)
    if question.wanted == Wanted.PLACES:
        return places
    worldwide = ranking.organisations(question.limit, name, kinds=kinds)
    # The sort is stable: of equal scores the place comes first, and each list is by name already.
    return sorted([*places, *worldwide], key=lambda match: -match.score)[: question.limit]


def with_ties(matches: Sequence[Match], base: Base, user: User | AnonymousUser) -> list[Match]:
    """Say of each place what tie we have with it, as far as user may see it. A tie gives no points."""
    ids = [int(base.places.id[match.place]) for match in matches if match.place >= 0]
    ties: dict[int, list[Tie]] = {}
    for tie in Tie.objects.visible_to(user).filter(place__in=ids).order_by("pk"):
        ties.setdefault(tie.place_id, []).append(tie)
    return [
        told(match, ties.get(int(base.places.id[match.place]), []) if match.place >= 0 else []) for match in matches
    ]


def told(match: Match, ties: Sequence[Tie]) -> Match:
    said = tuple(Evidence("ties", 0.0, tie_sentence(tie), link=tie.source, status=tie.status) for tie in ties)
    # What sources claim of a tie stays beside what we know of it.
    return replace(match, evidence=(*said, *match.evidence))


def tie_sentence(tie: Tie) -> str:
    words = {
        "kind": tie.get_kind_display(),
        "status": tie.get_status_display(),
        "decision": f", {tie.decision}" if tie.decision else "",
        "since": _(" since %(day)s") % {"day": tie.begins} if tie.begins else "",
    }
    if tie.status in (Tie.Status.SUSPENDED, Tie.Status.ENDED):
        return _("Our tie (%(kind)s%(since)s) is %(status)s%(decision)s: it gives no points.") % words
    return _("We have a tie: %(kind)s%(since)s, %(status)s%(decision)s.") % words


def runs(needs: Sequence[tuple[str, int]], depth: int, without: Collection[str]) -> Iterable[list[tuple[int, float]]]:
    """Rank places for many (text, GeoNames id), in likely order, leaving out the sources' keys and all that is
    derived from them. Yields (GeoNames id, score) for each need, in the order of the needs."""
    ledger = current_ledger()
    if without:
        ledger = Ledger(ledger.base.without(without)).warm()
    base = ledger.base
    for start in range(0, len(needs), BATCH):
        some = needs[start : start + BATCH]
        found = similar_projects_many([text for text, _place in some], without=without)
        for (text, place), similar in zip(some, found, strict=True):
            need = Need(text, base.row_of_place[place])
            yield rank(need, ledger, hits_of(base, similar)).run(depth)
