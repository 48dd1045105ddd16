"""What a candidate is called between pages and in a need: "place:658225", or "organisation:" and its identity."""

from __future__ import annotations

import numpy as np

from kokoaan.finder import bodies
from kokoaan.finder.evidence import Base, Ints
from kokoaan.finder.matches import Match
from kokoaan.finder.ranking import Ranking
from kokoaan.finder.wording import PlaceName

PLACE, ORGANISATION = "place:", "organisation:"


def key_of(base: Base, match: Match) -> str:
    if match.organisation >= 0:
        return ORGANISATION + base.organisations.identity[match.organisation]
    return f"{PLACE}{int(base.places.id[match.place])}"


def about(ranking: Ranking, key: str, name: PlaceName) -> Match | None:
    """What is known of a candidate for the need of this ranking; None when the key names nobody."""
    base = ranking.scene.ledger.base
    if key.startswith(ORGANISATION):
        rows = organisation_rows(base, key.removeprefix(ORGANISATION))
        return bodies.about(ranking, rows, name) if len(rows) else None
    row = place_row(base, key)
    if row is None:
        return None
    at = int(ranking.scene.ledger.at[row])
    # A place of which no fact is known may be compared all the same.
    return ranking.match(at, name) if at >= 0 else Match(row, 0.0, ())


def name_of(base: Base, key: str, lang: str) -> str:
    """What a candidate is called; nothing when the key names nobody."""
    if key.startswith(ORGANISATION):
        rows = organisation_rows(base, key.removeprefix(ORGANISATION))
        return base.organisations.name[int(rows[0])] if len(rows) else ""
    row = place_row(base, key)
    return base.places.name_in(lang, row) if row is not None else ""


def place_row(base: Base, key: str) -> int | None:
    number = key.removeprefix(PLACE)
    return base.row_of_place.get(int(number)) if key.startswith(PLACE) and number.isdecimal() else None


def organisation_rows(base: Base, identity: str) -> Ints:
    return np.array([row for row, own in enumerate(base.organisations.identity) if own == identity], dtype=np.int64)
