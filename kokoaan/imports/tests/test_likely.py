"""A name with a slip in it is shown as a likely duplicate with the reason, and a long file is still checked in time."""

import pytest

from kokoaan.imports import likely
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


def test_after_some_seconds_rows_are_counted_and_no_longer_asked_about(office, monkeypatch):
    make_organisation(office, "European Commission")
    monkeypatch.setattr(likely.Likely.__init__, "__defaults__", (0.0,))
    batch = bring(office.ella, csv_of(["Name"], ["European Comission"], ["Port"]))
    assert batch.counts == {"new": 2, "passed_over": 2}


def test_a_row_that_links_to_one_that_was_not_chosen_says_so(office):
    make_organisation(office, "European Commission")
    sheets = {"organisation": [["Name"], ["European Comission"]]}
    batch = bring(
        office.ella,
        book_of(**sheets, tie=[["organisation", "kind"], ["European Comission", "partner"]]),
        "book.xlsx",
        kind="",
    )
    assert [row.what for row in batch.rows.all()] == ["duplicate", "new"]
    apply(batch)
    assert (batch.state, Tie.objects.count(), Organisation.objects.count()) == ("checked", 0, 1)
    assert "Row 2: None is called “European Comission”" in batch.problem or "Row 2: None that" in batch.problem
