"""A membership from before fees were kept by year loses nothing on the way."""

from __future__ import annotations

from importlib import import_module

import pytest

year_of = import_module("kokoaan.networks.migrations.0007_fees_by_year").year_of


@pytest.mark.parametrize(
    ("note", "year"),
    [
        ("For the year 2020, about 5,600 euros (https://example.org/2019/hel-2019-012572).", 2020),
        ("Decided in HEL 2019-012572.", None),
        ("In 2019 less than in 2020.", None),
        ("", None),
    ],
)
def test_a_year_is_taken_from_the_words_only_where_they_name_one(note, year):
    assert year_of(note) == year
