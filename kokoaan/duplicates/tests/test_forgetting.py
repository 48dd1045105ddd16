"""Whoever is erased is in nothing that was said of two records."""

import pytest

from kokoaan.duplicates.kinds import KINDS
from kokoaan.duplicates.models import Pair, Verdict
from kokoaan.duplicates.verdicts import two
from kokoaan.organisations.erasing import erase
from kokoaan.organisations.tests.makers import make_organisation, make_person


@pytest.fixture(autouse=True)
def beside(settings, tmp_path):
    settings.VAR = tmp_path


def said_of(one, other, reason):
    low, high = two(one.uid, other.uid)
    Pair.objects.create(kind=one._meta.model_name, low=low, high=high, score=90)
    return Verdict.objects.create(low=low, high=high, low_named="a", high_named="b", says="not", reason=reason)


def test_what_was_said_of_them_goes_and_reasons_name_them_no_more(office):
    gone, same = make_person(office, "Zorblatt", "Ansa"), make_person(office, "Zorblatt", "A.")
    said_of(gone, same, "Another birthday.")
    kept = said_of(make_organisation(office, "Port"), make_organisation(office, "Ports"), "Zorblatt, Ansa says so.")
    assert set(KINDS) >= {"person", "organisation"}
    erase(gone, office.ella, "asked")
    kept.refresh_from_db()
    assert (Verdict.objects.count(), Pair.objects.count()) == (1, 1)
    assert (kept.says, kept.reason) == ("not", "[…] says so.")
