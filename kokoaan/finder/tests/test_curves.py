import json

import numpy as np
import pytest

from kokoaan.finder.curves import WEIGHTS, Curve, Pair, read, weights
from kokoaan.finder.measures import MEASURES
from kokoaan.finder.programmes import SIGNS
from kokoaan.finder.rules import RULE_OF


def test_a_value_on_an_edge_belongs_below_it():
    curve = Curve("people", np.array([1.0, 2.0]), np.array([10.0, 20.0, 30.0]))
    assert curve.of({"people": np.array([0.5, 1.0, 1.5, 2.0, 9.0])}).tolist() == [10, 10, 20, 20, 30]


def test_a_pair_looks_both_measures_up():
    pair = Pair(("people", "distance"), (np.array([1.0]), np.array([5.0])), np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert pair.of({"people": np.array([0.0, 2.0]), "distance": np.array([9.0, 1.0])}).tolist() == [2, 3]


def test_looking_up_once_gives_what_each_table_gives():
    chance = np.random.default_rng(0)
    values = {
        measure: chance.choice(edges, 50) + chance.choice([-1e-6, 0.0, 1e-6], 50)
        for measure, edges in weights().grid.items()
    }
    told = {table.measures: table.of(values) for table in (*weights().curves, *weights().pairs)}
    given = dict(weights().given(weights().steps(values)))
    assert given.keys() == told.keys()
    assert all((given[measures] == told[measures]).all() for measures in told)


def test_those_who_are_left_out_early_are_none_of_the_best():
    chance = np.random.default_rng(1)
    values = {measure: chance.choice(edges, 3_000) for measure, edges in weights().grid.items()}
    steps = weights().steps(values)
    total = sum(given for _measures, given in weights().given(steps))
    for most in (1, 10, 100):
        stay = weights().contenders(steps, most)
        assert set(np.argsort(-total)[:most]) <= set(stay.tolist())
        assert len(stay) < 3_000


def test_a_table_that_does_not_fit_its_edges_is_refused():
    table = json.loads(WEIGHTS.read_text())
    table["curves"][0]["points"].append(0.0)
    with pytest.raises(ValueError, match="points"):
        read(table)


def test_every_measure_with_points_has_a_rule_and_every_rule_knows_its_measures():
    used = {name for part in (*weights().curves, *weights().pairs) for name in part.measures}
    assert used <= MEASURES.keys()
    assert MEASURES.keys() == RULE_OF.keys()
    assert len(weights().outlook.weight) == SIGNS


def test_every_measure_says_what_it_is():
    assert all((measure.__doc__ or "").strip().endswith((".", "!")) for measure in MEASURES.values())
