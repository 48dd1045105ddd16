"""Ask the house: a need goes in, ranked partners with their evidence come out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.finder.candidacy import about
from kokoaan.finder.evidence import Base, Hits, Kind, Need
from kokoaan.finder.ledger import Ledger
from kokoaan.finder.matches import Evidence, Match, Order
from kokoaan.finder.narrowing import EVERYWHERE, Narrowing
from kokoaan.finder.ranking import Ranking, rank
from kokoaan.finder.reading import current_ledger
from kokoaan.finder.us import Us
from kokoaan.finder.wishes import Wanted, Where
from kokoaan.lib.days import written
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.places.sizes import Size
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
    """The matches; `spans` say which passage of a project (a row of the base's projects) is nearest in meaning.

    `known` is in how many places somebody took part in a project on this. `is_said` is whether any text has a word of
    the need; else the answers are only near in meaning. `named` are places that the need names, that are not among the
    matches, and with which a tie is known: asked for by name, a suspended tie must be in sight.
    """

    question: Question
    base: Base
    matches: Sequence[Match]
    spans: dict[int, Span] = field(default_factory=dict)
    known: int = 0
    is_said: bool = True
    named: Sequence[Match] = ()


def ask(question: Question, user: User | AnonymousUser) -> Answer:
    """Rank partners for a need. Raises IndexTrouble when the index cannot answer."""
    similar = similar_projects(question.searched, lang=question.lang)
    ranking = ranked(question, similar, narrowing_of(question, user), KINDS[question.wanted], question.limit)
    return answered(question, ranking, similar, matches_of(ranking, question), user)


def ask_about(question: Question, keys: Sequence[str], user: User | AnonymousUser) -> Answer:
    """What is known of these candidates (candidacy.py) for a need, whatever their rank, in their order.

    A key that names nobody is left out. Raises IndexTrouble when the index cannot answer.
    """
    similar = similar_projects(question.searched, lang=question.lang)
    ranking = ranked(question, similar, EVERYWHERE, tuple(Kind), None)
    name = partial(ranking.scene.ledger.base.places.name_in, get_language() or "en")
    found = (about(ranking, key, name) for key in keys)
    return answered(question, ranking, similar, [match for match in found if match], user)


def ranked(
    question: Question, similar: Sequence[Similar], narrowing: Narrowing, wanted: Collection[Kind], most: int | None
) -> Ranking:
    ledger = current_ledger()
    need = Need(question.searched, row_of(ledger.base, question.us), question.lang or "")
    hits = hits_of(ledger.base, similar)
    return rank(need, ledger, hits, question.order, narrowing=narrowing, wanted=wanted, most=most)


def answered(
    question: Question,
    ranking: Ranking,
    similar: Sequence[Similar],
    matches: Sequence[Match],
    user: User | AnonymousUser,
) -> Answer:
    base = ranking.scene.ledger.base
    told = with_ties(matches, base, user, question.us)
    return Answer(
        question,
        base,
        told,
        spans_of(base, similar),
        known=len(ranking.scene.on_theme),
        is_said=any(one.words for one in similar),
        named=with_ties(named_beside(ranking, matches), base, user, question.us, only=True),
    )


def named_beside(ranking: Ranking, matches: Sequence[Match]) -> list[Match]:
    """Places that the need names and that are not among the matches."""
    rows = ranking.scene.named.places.keys() - {match.place for match in matches} - {ranking.scene.need.place}
    return [Match(row, 0.0, ()) for row in sorted(rows)]


def narrowing_of(question: Question, user: User | AnonymousUser) -> Narrowing:
    tied: frozenset[int] = frozenset()
    if question.unusual:
        ties = Tie.objects.visible_to(user).exclude(place=None)
        tied = frozenset(ties.values_list("place", flat=True))
    return Narrowing(question.where, question.size, question.unusual, tied, knowing=True)


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


def with_ties(
    matches: Sequence[Match], base: Base, user: User | AnonymousUser, us: Us | None, *, only: bool = False
) -> list[Match]:
    """Say of each place what tie is known with it, as far as user may see it. A tie gives no points.

    With `only`, places without a tie are left out.
    """
    ids = [int(base.places.id[match.place]) for match in matches if match.place >= 0]
    ties: dict[int, list[Tie]] = {}
    visible = Tie.objects.visible_to(user).filter(place__in=ids).select_related("owner")
    for tie in visible.order_by("pk"):
        ties.setdefault(tie.place_id, []).append(tie)
    here = {match: int(base.places.id[match.place]) for match in matches if match.place >= 0}
    found = [(match, ties.get(here.get(match, 0), [])) for match in matches]
    return [told(match, own, us) for match, own in found if own or not only]


def told(match: Match, ties: Sequence[Tie], us: Us | None) -> Match:
    said = tuple(
        Evidence("ties", 0.0, tie_sentence(tie, us), link=tie.source, status=tie.status, tie=tie.pk) for tie in ties
    )
    # What sources claim of a tie stays beside what we know of it.
    return replace(match, evidence=(*said, *match.evidence))


def tie_sentence(tie: Tie, us: Us | None) -> str:
    """Say what the tie is. Another organisation's tie, seen by those who share a circle, is not called ours."""
    words = {
        "kind": tie.get_kind_display(),
        "status": tie.get_status_display(),
        "decision": f", {tie.decision}" if tie.decision else "",
        "since": _(" since %(day)s") % {"day": written(tie.begins)} if tie.begins else "",
        "owner": tie.owner,
    }
    is_off = tie.status in (Tie.Status.SUSPENDED, Tie.Status.ENDED)
    if us is not None and us.unit is not None and tie.owner.line[0] != us.unit.line[0]:
        if is_off:
            return _("A tie of %(owner)s (%(kind)s%(since)s) is %(status)s%(decision)s: it gives no points.") % words
        return _("%(owner)s has a tie: %(kind)s%(since)s, %(status)s%(decision)s.") % words
    if is_off:
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
