"""Agreements, clauses and commitments: when they are late, what shows that they are kept, and who sees them."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kokoaan.partners.models import Agreement, Clause, Commitment
from kokoaan.partners.tests.makers import make_agreement, make_clause, make_commitment, make_house, make_tie
from kokoaan.records.changing import change, delete
from kokoaan.records.history import history_of
from kokoaan.records.models import Attachment
from kokoaan.records.undoing import undo

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 10)


@pytest.fixture
def house():
    return make_house()


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_promise_is_late_when_the_whole_of_its_day_is_past(house):
    agreement = make_agreement(house)
    days = ("", "2025", "2026", "2026-04", "2026-05", "2026-05-09", "2026-05-10", "2026-06-01", "2027")
    made = {day: make_commitment(agreement, due=day) for day in days}
    late = {row.due for row in Commitment.objects.late(DAY)}
    assert late == {"2025", "2026-04", "2026-05-09"} == {day for day, row in made.items() if row.is_late(DAY)}
    assert {row.due for row in Commitment.objects.due(DAY)} == late | {"2026", "2026-05", "2026-05-10", "2026-06-01"}
    assert [row.due for row in Commitment.objects.by_day()][-1] == ""


def test_what_was_open_on_a_day_is_what_was_promised_by_then_and_done_later(house):
    agreement, young = make_agreement(house, signed="2020"), make_agreement(house, signed="2027")
    open_one = make_commitment(agreement)
    kept_later = make_commitment(agreement, state="done", done_on="2026-06", evidence_note="Seen.")
    make_commitment(agreement, state="done", done_on="2026-04", evidence_note="Seen.")
    make_commitment(young)
    assert set(Commitment.objects.open_on(DAY)) == {open_one, kept_later}


def test_a_promise_is_done_only_with_what_shows_it_or_why_nothing_does(house):
    promise = make_commitment(make_agreement(house))
    with pytest.raises(ValidationError, match="Say what shows that it is done"):
        change(promise, {"state": "done"}, None)
    change(promise, {"state": "done", "evidence_note": "They thanked us."}, None)


def test_a_clause_is_of_the_agreement_of_its_commitment(house):
    one, other = make_agreement(house), make_agreement(house, title="On ferries")
    clause = make_clause(one)
    with pytest.raises(ValidationError, match="another agreement"):
        make_commitment(other, clause=clause)
    make_commitment(one, clause=clause)
    with pytest.raises(ValidationError, match="Move them first"):
        change(clause, {"agreement": other.pk}, None)


def form_of(agreement, **typed):
    return {"agreement": str(agreement), "side": "ours", "what_en": "Send it", "state": "open", **typed}


@pytest.mark.parametrize("typed", ["3.2", "berths", "3.2 Use of berths", "use of"])
def test_a_clause_is_named_by_its_number_or_some_words_among_those_of_the_agreement(typed, house):
    one, other = make_agreement(house), make_agreement(house, title="On ferries")
    clause = make_clause(one, "3.2", "Use of berths")
    make_clause(one, "3", "Costs")
    make_clause(other, "3.2", "Use of berths")
    as_(house["ella"]).post(reverse("commitment:add"), form_of(one, clause=typed))
    assert Commitment.objects.get().clause == clause


@pytest.mark.parametrize(
    ("typed", "said"),
    [("co", "Several are called “co”. Write one of: 1 Costs"), ("9", "has no clause “9”. It has: 1 Costs")],
)
def test_a_clause_that_is_not_sure_is_answered_with_those_that_there_are(typed, said, house):
    agreement = make_agreement(house)
    make_clause(agreement, "1", "Costs")
    make_clause(agreement, "2", "Contacts")
    form = as_(house["ella"]).post(reverse("commitment:add"), form_of(agreement, clause=typed)).context["form"]
    assert said in form.errors["clause"][0]
    assert not Commitment.objects.exists()


def test_the_form_asks_at_its_field_what_shows_that_it_is_done(house):
    agreement, ella = make_agreement(house), as_(house["ella"])
    form = ella.post(reverse("commitment:add"), form_of(agreement, state="done")).context["form"]
    assert form.errors["evidence_note"] == ["Say what shows that it is done, or why there is nothing to show."]
    assert not form.non_field_errors()


def test_the_list_is_narrowed_to_one_agreement_or_one_tie_by_side_and_by_how_it_stands(house):
    tie = make_tie(house)
    one, other = make_agreement(house, tie=tie), make_agreement(house, title="On ferries")
    mine, theirs = make_commitment(one, due="2020"), make_commitment(one, side="theirs")
    make_commitment(other, due="2020")

    def listed(**asked):
        return set(as_(house["omar"]).get(reverse("commitment:index"), asked).context["object_list"])

    assert listed(agreement="On trams") == listed(tie="Tallinn") == {mine, theirs}
    assert listed(agreement="On trams", side="theirs") == {theirs}
    assert listed(agreement="On trams", standing="late") == {mine}
    assert listed(agreement="On trams", standing="done") == set()


def test_more_than_a_page_shows_leads_to_the_list_of_just_those(house, monkeypatch):
    monkeypatch.setattr("kokoaan.records.register.sections.MOST", 1)
    monkeypatch.setattr("kokoaan.partners.pages.tie.MOST", 1)
    tie = make_tie(house)
    agreement, twin = make_agreement(house, tie=tie), make_agreement(house)
    for row in (agreement, agreement, twin):
        make_commitment(row)
    omar = as_(house["omar"])
    for page in (reverse("agreement:inspect", args=[agreement.pk]), reverse("tie:inspect", args=[tie.pk])):
        said = omar.get(page).content.decode()
        (address,) = re.findall(r'href="([^"]*/commitment/[^"]*\?[^"]*)">And 1 more', said)
        rows = omar.get(unescape(address)).context["object_list"]
        assert {row.agreement for row in rows} == {agreement}
        assert len(rows) == 2


def test_marking_as_done_takes_two_fields(house):
    promise, ella = make_commitment(make_agreement(house)), as_(house["ella"])
    page = reverse("commitment:done", args=[promise.pk])
    given = {"done_on": "2026-05", "shown": "https://example.org/plans", "version": promise.version}
    assert "This field is required." in ella.post(page, {**given, "shown": ""}).content.decode()
    ella.post(page, given)
    promise.refresh_from_db()
    assert (promise.state, promise.done_on, promise.evidence) == ("done", "2026-05", "https://example.org/plans")


def test_an_agreement_tells_in_time_that_notice_is_due(house):
    agreement = make_agreement(house, begins="2020", ends="2027-01-31", notice=6)
    assert agreement.notice_by == "2026-07-31"
    assert list(Agreement.objects.to_decide(DAY)) == [agreement]
    assert not Agreement.objects.to_decide(date(2026, 1, 1)).exists()
    assert not Agreement.objects.to_decide(date(2027, 2, 1)).exists()


@pytest.mark.parametrize(("begins", "ends", "right"), [("2022-03", "2022", True), ("2022-03", "2022-02", False)])
def test_an_end_is_not_before_its_beginning_as_far_as_both_are_known(begins, ends, right, house):
    if right:
        make_agreement(house, begins=begins, ends=ends)
        return
    with pytest.raises(ValidationError, match=r"The end is before the beginning\."):
        make_agreement(house, begins=begins, ends=ends)


def add_document(client, record, name="plan.txt", body=b"The plan."):
    page = f"{reverse('attachment:add')}?of={record._meta.model_name}&record={record.uid}"
    return client.post(page, {"file": SimpleUploadedFile(name, body)})


def test_narrowing_an_agreement_takes_clauses_commitments_and_documents_along_at_once(house):
    agreement = make_agreement(house)
    clause, promise = make_clause(agreement), make_commitment(agreement)
    ella, omar = as_(house["ella"]), as_(house["omar"])
    assert add_document(ella, agreement).status_code == 302
    document = Attachment.objects.get()
    parts = [reverse("clause:inspect", args=[clause.pk]), reverse("commitment:inspect", args=[promise.pk])]
    parts += [reverse("attachment:inspect", args=[document.pk]), reverse("attachment:download", args=[document.uid])]
    assert {omar.get(page).status_code for page in parts} == {200}
    narrowed = change(agreement, {"circle": house["strategy"]}, house["ella"])
    assert {omar.get(page).status_code for page in parts} == {404}
    assert {ella.get(page).status_code for page in parts} == {200}
    # Widened again: what was narrow in between is for those of both circles.
    undo(narrowed, house["ella"])
    promise.refresh_from_db()
    assert {omar.get(page).status_code for page in parts} == {200}
    assert [len(history_of(promise, house[name])) for name in ("ella", "omar")] == [3, 1]


def test_a_deleted_agreement_comes_back_with_all_its_parts(house):
    agreement = make_agreement(house)
    promise = make_commitment(agreement, clause=make_clause(agreement))
    add_document(as_(house["ella"]), agreement)
    add_document(as_(house["ella"]), promise)
    gone = delete(agreement, house["ella"])
    left = (Agreement, Clause, Commitment, Attachment)
    assert [model.objects.count() for model in left] == [0, 0, 0, 0]
    undo(gone, house["ella"])
    assert [model.objects.count() for model in left] == [1, 1, 1, 2]
    assert Commitment.objects.get().clause == Clause.objects.get()


def test_the_page_of_a_tie_shows_open_promises_late_ones_first(house):
    tie = make_tie(house)
    agreement = make_agreement(house, tie=tie)
    make_commitment(agreement, what="Later", due="2999")
    make_commitment(agreement, what="Long ago", due="2020")
    hidden = make_agreement(house, "strategy", title="zxq-hidden", tie=tie)
    make_commitment(hidden, what="zxq-secret")
    said = as_(house["omar"]).get(reverse("tie:inspect", args=[tie.pk])).content.decode()
    assert said.index("Long ago") < said.index("Later")
    assert "late: due 2020" in said
    assert "zxq" not in said
