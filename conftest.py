import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_english():
    """A page in another language, once asked for, leaves that language on; the next test begins in English again."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def documents_apart(settings, tmp_path_factory):
    """Documents that a test adds do not lie among those of the house."""
    settings.ATTACHMENT_ROOT = tmp_path_factory.getbasetemp() / "attachments"
