"""A name with a slip in it is shown as a likely duplicate with the reason."""

import pytest
from django.urls import reverse

from kokoaan.imports.tests.files import apply, book_of, bring, csv_of, problems, whats
from kokoaan.organisations.models import Organisation
from kokoaan.organisations.tests.makers import make_organisation
from kokoaan.partners.models import Tie


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def test_a_slip_of_the_hand_is_a_likely_duplicate_with_its_reason(office):
    there = make_organisation(office, "European Commission")
    batch = bring(office.ella, csv_of(["Name"], ["European Comission"], ["Port of Oulu"]))
    assert whats(batch) == [(2, "duplicate"), (3, "new")]
    said = problems(batch)[0][2]
    assert f"European Commission #{there.pk}" in said
    assert "“European Comission”, “European Commission”" in said
    batch.rows.update(chosen=True)
    assert apply(batch).counts["written"] == 2


def test_what_is_hidden_is_like_nothing(office):
    make_organisation(office, "European Commission", office.team)
    batch = bring(office.omar, csv_of(["Name"], ["European Comission"]))
    assert whats(batch) == [(2, "new")]


def bring_a_slip_and_what_links_to_it(office):
    book = book_of(
        organisation=[["Name"], ["European Comission"]],
        tie=[["organisation", "kind"], ["European Comission", "partner"]],
    )
    return bring(office.ella, book, "book.xlsx", kind="")


def test_a_row_that_links_to_one_that_may_be_there_says_so_before_and_when_it_is_chosen_alone(office):
    make_organisation(office, "European Commission")
    batch = bring_a_slip_and_what_links_to_it(office)
    assert [(row.kind, row.what, row.chosen) for row in batch.rows.all()] == [
        ("organisation", "duplicate", False),
        ("tie", "duplicate", False),
    ]
    assert "It links to “European Comission”, which is not sure to be new. Row 2 of “organisation”" in str(
        problems(batch)[1]
    )
    batch.rows.filter(kind="tie").update(chosen=True)
    apply(batch)
    assert (batch.state, Tie.objects.count(), Organisation.objects.count()) == ("checked", 0, 1)
    assert "“European Comission”" in batch.problem
    batch.rows.update(chosen=True)
    assert apply(batch).counts["written"] == 2, batch.problem


def test_who_says_that_a_row_is_one_that_is_there_has_the_others_linked_to_it(office, client):
    there = make_organisation(office, "European Commission")
    batch = bring_a_slip_and_what_links_to_it(office)
    client.force_login(office.ella)
    address = reverse("imports:batch", args=[batch.uid])
    row = batch.rows.get(kind="organisation")
    assert "It is “European Commission”" in client.get(address, {"what": "duplicate"}).content.decode()
    client.post(address, {"is_there": row.pk})
    assert [(row.kind, row.what) for row in batch.rows.all()] == [("organisation", "same"), ("tie", "new")]
    batch.refresh_from_db()
    assert apply(batch).counts["written"] == 1, batch.problem
    assert Tie.objects.get().organisation == there
    there.refresh_from_db()
    assert (there.name, Organisation.objects.count()) == ("European Commission", 1)
