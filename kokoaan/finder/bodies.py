"""Organisations as matches: universities, agencies, networks, wherever they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kokoaan.finder.evidence import Base, Floats, Ints, Kind, Participations
from kokoaan.finder.fresh import FULL, LEAD, fading
from kokoaan.finder.likeness import relative
from kokoaan.finder.matches import Detail, Evidence, Match, Order
from kokoaan.finder.scene import ON_THEME, Scene
from kokoaan.finder.wording import PlaceName, took_part

if TYPE_CHECKING:
    from kokoaan.finder.ranking import Ranking

MOST_PROJECTS = 3
# In the likely order an organisation stands at most as high as its place, and this much lower if it knows little.
LITTLE = 30.0


def organisations(ranking: Ranking, limit: int, name: PlaceName, kinds: Collection[Kind]) -> list[Match]:
    """Return the best organisations that took part in projects like the need, those of our own place left out.

    In the fresh order only what they know counts; in the likely order also where they are.
    """
    base = ranking.scene.ledger.base
    knows = knowledge(ranking.scene)
    able = (knows > FULL * ON_THEME) & (
        base.organisations.place != (-2 if ranking.scene.need.place is None else ranking.scene.need.place)
    )
    able &= ranking.bodies
    able &= np.isin(base.organisations.kind, [int(kind) for kind in kinds])
    names, score = base.organisations.name, scores(ranking, knows)
    best = sorted(np.nonzero(able)[0].tolist(), key=lambda row: (-score[row], names[row], row))
    return [match(ranking, row, float(score[row]), name) for row in each_once(base, best, limit)]


def about(ranking: Ranking, rows: Ints, name: PlaceName) -> Match:
    """What is known of one organisation, whatever its rank; rows are all that name it."""
    score = scores(ranking, knowledge(ranking.scene))
    best = int(rows[int(np.argmax(score[rows]))])
    return match(ranking, best, float(score[best]), name)


def scores(ranking: Ranking, knows: Floats) -> Floats:
    score = knows if ranking.order == Order.FRESH else at_home(ranking) - LITTLE * (1 - relative(knows))
    return np.round(score, 6)


def each_once(base: Base, rows: Sequence[int], limit: int) -> list[int]:
    """The first rows, each organisation once, though several sources name it."""
    same = base.organisations.identity
    found: dict[str | int, int] = {}
    for row in rows:
        found.setdefault(same[row] if same else row, row)
        if len(found) == limit:
            break
    return list(found.values())


def everybody(base: Base) -> Participations:
    """All who took part, those from no known place too."""
    rows, more = base.participations, base.placeless
    if more is None:
        return rows
    return Participations(
        np.concatenate([rows.project, more.project]),
        np.concatenate([rows.place, more.place]),
        np.concatenate([rows.organisation, more.organisation]),
        np.concatenate([rows.lead, more.lead]),
        (*rows.region, *more.region),
    )


def knowledge(scene: Scene) -> Floats:
    """Return what each organisation knows of the theme, as the fresh order counts it."""
    base, rows = scene.ledger.base, everybody(scene.ledger.base)
    worth = scene.likeness.both[rows.project] * np.where(rows.lead, LEAD, 1.0) * (rows.organisation >= 0)
    return FULL * fading(np.maximum(rows.organisation, 0), worth, len(base.organisations.name))


def at_home(ranking: Ranking) -> Floats:
    """Return the score of each organisation's place; nothing for a place that has none."""
    ledger, place = ranking.scene.ledger, ranking.scene.ledger.base.organisations.place
    at = np.where(place >= 0, ledger.at[place], -1)
    return np.where(at >= 0, np.round(ranking.totals, 6)[at], 0.0)


def match(ranking: Ranking, row: int, score: float, name: PlaceName) -> Match:
    scene = ranking.scene
    place = int(scene.ledger.base.organisations.place[row])
    details = projects(scene, row, name(place) if place >= 0 else "")
    points = score - sum(one.points for one in elsewhere(ranking, place, name))
    told = Evidence("theme", round(points, 3), details[0].because if details else "", details)
    return Match(place, round(score, 3), (told, *elsewhere(ranking, place, name)), (), row)


def elsewhere(ranking: Ranking, place: int, name: PlaceName) -> tuple[Evidence, ...]:
    """What is said of the place, but for the theme: that the organisation answers for itself."""
    at = int(ranking.scene.ledger.at[place]) if place >= 0 else -1
    return tuple(one for one in ranking.evidence(at, name) if one.rule != "theme") if at >= 0 else ()


def projects(scene: Scene, row: int, place: str) -> tuple[Detail, ...]:
    """The projects most like the need in which an organisation took part."""
    base, rows = scene.ledger.base, everybody(scene.ledger.base)
    own = np.nonzero((rows.organisation == row) & (scene.likeness.both[rows.project] > 0))[0]
    best = own[np.argsort(-scene.likeness.both[rows.project[own]], kind="stable")][:MOST_PROJECTS]
    found = []
    for one in best:
        project, lead = int(rows.project[one]), bool(rows.lead[one])
        found.append(Detail(project, row, lead, took_part(base, project, row, lead, place)))
    return tuple(found)
