import pytest

from tests.city import make_city


@pytest.fixture
def city(db):
    """Six people, their circles, and a record of every kind in each circle."""
    return make_city()
