"""What many ties need: statistics that the database plans by, and names that are found by their indexes."""

import pytest
from django.db import connection

from kokoaan.partners.models import Tie
from kokoaan.partners.tests.makers import make_house, make_tie
from kokoaan.records import statistics
from kokoaan.records.register.linking import named, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts for itself.")
def test_the_background_work_counts_the_rows_of_a_sqlite_house(house, settings):
    make_tie(house, place="Tallinn")
    assert "kokoaan.records.statistics.step" in settings.CHORES
    statistics.counting.wait(0)
    assert statistics.step() is False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'partners_tie'")
        assert cursor.fetchone()[0] > 0


def test_a_tie_is_meant_by_the_whole_name_of_its_other_side_and_not_by_a_part_of_it(house):
    tallinn, tartu = make_tie(house, place="Tallinn"), make_tie(house, place="Tartu")
    assert named("tallinn", Tie, house["ella"]) == [tallinn]
    assert named(str(tartu), Tie, house["ella"]) == [tartu]
    assert named("tall", Tie, house["ella"]) == []
    assert not Tie.objects.answering("tall").exists()


def test_a_tie_is_written_with_its_number_where_another_is_called_alike(house):
    first = make_tie(house, place="Tallinn")
    assert written(first, house["ella"]) == str(first)
    make_tie(house, place="Tallinn")
    assert written(first, house["ella"]) == f"{first} #{first.pk}"
