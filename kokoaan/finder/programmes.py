"""Which programme would fund such a need at such a place: told from like projects, neighbours and names.

No rule knows where a need comes from; the programme is inferred from its text and place alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kokoaan.finder.evidence import Floats, Mask
from kokoaan.finder.ledger import Ledger

if TYPE_CHECKING:
    from kokoaan.finder.scene import Scene

FAR = 9_000.0
# How many signs `signs_of` gives for each family of programmes.
SIGNS = 22


@dataclass(frozen=True)
class Outlook:
    """The fitted weights of the signs: `(signs - centre) / spread · weight`, then softmax."""

    centre: Floats
    spread: Floats
    weight: Floats

    def chances(self, signs: Floats, open_: Mask) -> Floats:
        points = ((signs - self.centre) / self.spread) @ self.weight
        if not open_.any():
            return np.zeros(len(points))
        points = np.where(open_, points, -1e3)
        likely = np.exp(points - points.max(initial=-1e3))
        return np.asarray(likely / max(float(likely.sum()), 1e-12))


def signs_of(scene: Scene) -> Floats:
    """Return one row of signs for each family of programmes."""
    ledger = scene.ledger
    columns = [*theme_signs(scene), *place_signs(scene), *joint_signs(scene), *name_signs(scene)]
    return np.stack(columns, axis=1) if ledger.families else np.zeros((0, len(columns)))


def log(amounts: Floats) -> Floats:
    return np.asarray(np.log(1e-4 + amounts))


def theme_signs(scene: Scene) -> list[Floats]:
    """Its projects are like the need."""
    ledger, like = scene.ledger, scene.likeness
    total = ledger.by_programme
    return [
        log(total(like.words**2)),
        log(total(like.words**4)),
        log(best(ledger, like.words)),
        log(total(like.meaning)),
        log(total(like.meaning**2)),
        log(best(ledger, like.meaning)),
    ]


def place_signs(scene: Scene) -> list[Floats]:
    """Its projects were here, near here, or in this country."""
    ledger = scene.ledger
    total, many = ledger.by_programme, ledger.by_programme(ledger.alive)
    few = np.maximum(many, 1)
    return [
        log(total(scene.with_us) / few),
        log(total(scene.close(15.0)) / few),
        log(total(scene.close(60.0)) / few),
        log(total(scene.with_home) / few),
        np.log1p(total(scene.with_us)),
        np.log1p(nearest(scene)),
        np.log1p(many),
    ]


def joint_signs(scene: Scene) -> list[Floats]:
    """Its projects like the need were here or near."""
    total, like = scene.ledger.by_programme, scene.likeness.words**2 + scene.likeness.meaning
    return [log(total(like * scene.close(60.0))), log(total(like * scene.with_home)), log(total(like * scene.with_us))]


def name_signs(scene: Scene) -> list[Floats]:
    """It works in the countries and near the places that the need names, and its titles use the need's words."""
    ledger, codes = scene.ledger, {code: row for row, code in enumerate(scene.ledger.codes)}
    seats = np.maximum(ledger.taken.sum(axis=1), 1e-9)
    named = [codes[code] for code in scene.named.countries if code in codes]
    shares = [ledger.taken @ (ledger.country == country) / seats for country in named]
    inside = np.sum(shares, axis=0) if shares else np.zeros(len(seats))
    reached = np.mean([share > 0.05 for share in shares], axis=0) if shares else np.zeros(len(seats))
    near = ledger.taken @ scene.near_named / seats
    spoken = ledger.voice.likeness(scene.need.text)
    return [inside, reached, inside * reached, log(near), np.sqrt(near), spoken]


def best(ledger: Ledger, amounts: Floats) -> Floats:
    found = np.zeros(len(ledger.families))
    np.maximum.at(found, ledger.programme, amounts)
    return found


def nearest(scene: Scene) -> Floats:
    """Distance from us to the nearest place that each programme has reached."""
    return np.asarray(np.where(scene.ledger.taken > 0.5, scene.km, FAR).min(axis=1, initial=FAR))
