"""Whoever is erased is in no file of an import either."""

import pytest

from kokoaan.imports.models import Batch
from kokoaan.imports.tests.files import bring, csv_of
from kokoaan.organisations.erasing import erase
from kokoaan.organisations.tests.makers import make_person


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = settings.VAR = tmp_path


def test_files_that_name_an_erased_person_are_let_go(office, django_capture_on_commit_callbacks):
    person = make_person(office, "Zorblatt", "Ansa")
    other = bring(office.ella, csv_of(["Name", "notes"], ["Port", "Nobody"]))
    checked = bring(office.ella, csv_of(["Name", "notes"], ["Port", "Ask Ansa Zorblatt"]))
    unread = bring(office.ella, csv_of(["Name", "notes"], ["Pier", "Ask Zorblatt, Ansa"]))
    unread.rows.all().delete()
    Batch.objects.filter(pk=unread.pk).update(state=Batch.State.READ, name="Ansa Zorblatt.csv")
    assert all(batch.path.exists() for batch in (other, checked, unread))
    with django_capture_on_commit_callbacks(execute=True):
        erase(person, office.ella, "asked")
    assert [batch.path.exists() for batch in (other, checked, unread)] == [True, False, False]
    assert "[…]" in str(checked.rows.get().values)
    unread.refresh_from_db()
    assert (unread.emptied, unread.name) == (True, "[…].csv")
