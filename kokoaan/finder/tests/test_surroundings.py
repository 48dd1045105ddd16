import numpy as np
import pytest

from kokoaan.finder.fresh import fading
from kokoaan.finder.surroundings import Surroundings, unit_vectors
from kokoaan.places.distance import km_to_all


def test_what_is_spread_fades_with_distance_and_stops_at_the_reach():
    lat, lon = np.array([60.0, 60.1, 60.2, 61.0]), np.array([25.0, 25.0, 25.0, 25.0])
    amounts = np.array([1.0, 0.0, 2.0, 4.0])
    km = km_to_all((60.0, 25.0), lat, lon)
    expected = (amounts * np.exp(-((km / 15) ** 2) / 2))[km <= 45].sum()
    assert Surroundings(unit_vectors(lat, lon)).spread(amounts, 15.0)[0] == pytest.approx(expected, rel=1e-3)


def test_nothing_spread_is_nothing():
    assert not Surroundings(unit_vectors(np.zeros(3), np.arange(3.0))).spread(np.zeros(3), 15.0).any()


def test_each_further_project_counts_half_the_one_above():
    assert fading(np.array([0, 1, 0, 0]), np.array([0.5, 0.25, 1.0, 0.0]), 2).tolist() == [1.25, 0.25]
