import numpy as np
import pytest

from bench.finder_tables import SCALE, weights_table
from kokoaan.finder.curves import read

DUMP = {
    "tree_info": [
        {
            "tree_structure": {
                "split_feature": 0,
                "threshold": 1.0,
                "left_child": {"leaf_value": 0.5},
                "right_child": {
                    "split_feature": 1,
                    "threshold": 5.0,
                    "left_child": {"leaf_value": 1.0},
                    "right_child": {"leaf_value": -2.0},
                },
            }
        },
        {
            "tree_structure": {
                "split_feature": 0,
                "threshold": 2.0,
                "left_child": {"leaf_value": 0.1},
                "right_child": {"leaf_value": 0.3},
            }
        },
    ]
}


def trees(a, b):
    return (0.5 if a <= 1 else 1.0 if b <= 5 else -2.0) + (0.1 if a <= 2 else 0.3)


def test_tables_give_what_the_trees_give_but_for_a_constant():
    rows = np.array([[a, b] for a in (0.0, 1.0, 1.5, 2.0, 3.0) for b in (4.0, 5.0, 6.0)])
    table = weights_table([DUMP, DUMP], ["people", "distance"], rows)
    weights = read(table | {"programmes": {"centre": [], "spread": [], "weight": []}})
    values = {"people": rows[:, 0], "distance": rows[:, 1]}
    given = sum(part.of(values) for part in (*weights.curves, *weights.pairs)) / SCALE
    wanted = np.array([trees(a, b) for a, b in rows])
    assert given - given[0] == pytest.approx(wanted - wanted[0], abs=1e-3)
