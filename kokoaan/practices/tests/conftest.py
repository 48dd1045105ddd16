import pytest
from django.core.cache import cache

from kokoaan.people.tests.office import office

__all__ = ["office"]


@pytest.fixture(autouse=True)
def _no_kept_files():
    cache.clear()
