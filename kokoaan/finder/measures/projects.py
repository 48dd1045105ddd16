"""Took part in projects like the need."""

from __future__ import annotations

import numpy as np

from kokoaan.finder.evidence import Floats
from kokoaan.finder.likeness import relative
from kokoaan.finder.scene import Scene

AROUND_KM = 12.0


def part(scene: Scene, votes: Floats) -> Floats:
    """Return the square root of votes as a part of the greatest other than our own."""
    return np.asarray(np.sqrt(relative(scene.others(votes))))


def like_projects(scene: Scene) -> Floats:
    """Took part in projects with the same theme, of the likely programme, where we are."""
    return np.asarray(np.sqrt(relative(scene.fitting_votes)))


def like_projects_words(scene: Scene) -> Floats:
    """The same, the theme told from words alone."""
    weights = scene.funding * (0.02 + scene.likeness.words**2) * (0.03 + scene.bond)
    return part(scene, scene.ledger.votes(weights * scene.ledger.share))


def like_projects_meaning(scene: Scene) -> Floats:
    """The same, the theme told from meaning alone."""
    weights = scene.funding * (0.02 + scene.likeness.meaning) * (0.03 + scene.bond)
    return part(scene, scene.ledger.votes(weights * scene.ledger.share))


def like_projects_amount(scene: Scene) -> Floats:
    """How much of such projects there is at all."""
    return np.asarray(np.log(1e-4 + scene.fitting_votes))


def like_projects_around(scene: Scene) -> Floats:
    """Such projects of the place and its neighbours."""
    return np.asarray(np.sqrt(relative(scene.ledger.around.spread(scene.fitting_votes, AROUND_KM))))


def like_projects_city(scene: Scene) -> Floats:
    """Such projects in which the city or another public body took part."""
    ledger = scene.ledger
    return part(scene, ledger.votes(scene.fitting * ledger.share, ledger.by_public))


def theme_words(scene: Scene) -> Floats:
    """Took part in projects with the words of the need, anywhere."""
    return part(scene, scene.ledger.votes(scene.likeness.words**3 * scene.ledger.share))


def theme_meaning(scene: Scene) -> Floats:
    """Took part in projects with the meaning of the need, anywhere."""
    return part(scene, scene.ledger.votes(scene.likeness.meaning**2 * scene.ledger.share))


def theme_around(scene: Scene) -> Floats:
    """The place and its neighbours took part in projects like the need, anywhere."""
    ledger = scene.ledger
    votes = scene.others(ledger.votes(scene.likeness.both * ledger.share))
    return np.asarray(np.sqrt(relative(ledger.around.spread(votes, AROUND_KM))))


def theme_city(scene: Scene) -> Floats:
    """The city's own administration took part in projects like the need, anywhere."""
    ledger = scene.ledger
    return part(scene, ledger.votes(scene.likeness.both * ledger.share, ledger.by_city))
