import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_english():
    """A page in another language, once asked for, leaves that language on; the next test begins in English again."""
    with override("en"):
        yield
