from copy import deepcopy

import pytest
from django.db import transaction

from tests.city import make_city


@pytest.fixture(scope="module")
def city_of_the_module(django_db_setup, django_db_blocker):
    """The city is made once for a module: each test works within a transaction of its own, inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_city()
        transaction.set_rollback(True)


@pytest.fixture
def city(city_of_the_module, db):
    """Six people, their circles, and a record of every kind in each circle."""
    return deepcopy(city_of_the_module)
