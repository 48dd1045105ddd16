"""Whoever is erased is in no file of the index either: what tantivy deletes stays in its files for a time."""

import pytest

from kokoaan.organisations.erasing import erase
from kokoaan.organisations.tests.makers import make_person
from kokoaan.people.tests.office import office
from kokoaan.search import folders
from kokoaan.search.engine import index_health

__all__ = ["office"]


@pytest.fixture(autouse=True)
def beside(settings, tmp_path):
    settings.VAR = tmp_path / "var"


def test_after_an_erasure_the_index_is_made_anew_and_the_old_files_go(office, index):
    person = make_person(office, "Zorblatt", "Ansa")
    index()
    (before,) = folders.root().glob("words-*")
    make_person(office, "Virtanen", "Aino")
    index()
    assert list(folders.root().glob("words-*")) == [before]
    erase(person, office.ella, "asked")
    assert "erased" in index_health()
    index()
    (after,) = folders.root().glob("words-*")
    assert (index_health(), after != before) == ("", True)
