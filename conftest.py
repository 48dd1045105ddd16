import pytest
from django.test import override_settings
from django.utils.translation import override

from kokoaan.library.facts import facts_as_of
from kokoaan.library.themes import vocabulary


@pytest.fixture(autouse=True)
def in_english():
    """A page in another language, once asked for, leaves that language on; the next test begins in English again."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def facts_of_this_test():
    """What the library knows of the facts of another test is not true in this one."""
    facts_as_of.cache_clear()
    vocabulary.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def documents_apart(tmp_path_factory):
    """Documents that tests add do not lie among those of the house; what a module makes once is there for each test."""
    with override_settings(ATTACHMENT_ROOT=tmp_path_factory.mktemp("attachments")):
        yield
