"""A page asks as many queries with thirty rows as with three: every register's list and record page."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import create
from tests.city import MAKERS

# Rows of one record's page are listed a part at a time: what hangs on each is asked apart.
FEW, MANY = 3, 30


def more(city, model, count):
    """Make so many rows that Ella sees; the first of them."""
    name = model._meta.model_name
    made = (
        MAKERS[model](f"row-{number}-{name}", city.units["strategy"], city.circles["staff"]) for number in range(count)
    )
    return [create(one, None) for one in made][0]


def asked(client, address):
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model._meta.model_name)
def test_a_list_and_a_record_ask_the_same_with_three_rows_and_with_thirty(city, model):
    client, name = client_of(city.people["ella"]), model._meta.model_name
    counts = []
    for count in (FEW, MANY):
        record = more(city, model, count)
        pages = [
            reverse(f"{name}:index"),
            reverse(f"{name}:index") + "?q=row",
            reverse(f"{name}:inspect", args=[record.pk]),
        ]
        counts.append([asked(client, page) for page in pages])
    # Fewer is no growth: rows without links leave a look-up out.
    few, many = counts
    assert all(later <= first for first, later in zip(few, many, strict=True)), f"list, search, record: {few} {many}"
