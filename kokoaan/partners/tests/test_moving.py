"""A tie keeps every status it had, with the decision and the reason of then."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.partners.models import EarlierStatus
from kokoaan.partners.moving import move
from kokoaan.partners.tests.makers import make_house, make_tie
from kokoaan.records.changing import Stale, change
from kokoaan.records.undoing import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def client(house):
    client = Client()
    client.force_login(house["ella"])
    return client


def test_a_move_keeps_the_status_before_with_its_decision_and_reason(house):
    tie = make_tie(house, decision="HEL 1")
    move(tie, "suspended", "2022-03", "HEL 2", text(en="War."), house["ella"])
    earlier = EarlierStatus.objects.get()
    assert (earlier.status, earlier.since, earlier.until) == ("active", "2018", "2022-03")
    assert (earlier.decision, earlier.reason) == ("HEL 1", text(en="Signed."))
    assert (tie.status, tie.since, tie.decision, tie.reason) == ("suspended", "2022-03", "HEL 2", text(en="War."))
    assert (earlier.circle, earlier.owner) == (tie.circle, tie.owner)


def test_undoing_a_move_takes_back_the_status_and_what_was_kept_of_it(house):
    tie = make_tie(house)
    undo(move(tie, "ended", "2022", "", text(en="Over."), house["ella"]), house["ella"])
    tie.refresh_from_db()
    assert (tie.status, tie.since, tie.ends, tie.reason) == ("active", "2018", "", text(en="Signed."))
    assert not EarlierStatus.objects.exists()


def test_a_tie_that_ends_has_an_end_and_one_taken_up_again_has_none(house):
    tie = make_tie(house)
    move(tie, "ended", "2022", "", text(en="Over."), None)
    assert tie.ends == "2022"
    move(tie, "active", "2024", "", {}, None)
    assert tie.ends == ""
    assert [row.status for row in EarlierStatus.objects.order_by("since")] == ["active", "ended"]


@pytest.mark.parametrize(
    ("status", "since", "reason", "field"),
    [
        ("active", "2022", {}, "status"),
        ("dormant", "", {}, "since"),
        ("dormant", "2017", {}, "since"),
        ("suspended", "2022", {}, "reason"),
        ("ended", "2022", text(en=" "), "reason"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_by_field_and_writes_nothing(status, since, reason, field, house):
    tie = make_tie(house)
    with pytest.raises(ValidationError) as refused:
        move(tie, status, since, "", reason, None)
    assert list(refused.value.message_dict) == [field]
    tie.refresh_from_db()
    assert (tie.status, tie.version, EarlierStatus.objects.count()) == ("active", 1, 0)


def test_whoever_looked_at_an_older_version_moves_nothing(house):
    tie = make_tie(house)
    change(tie, {"review": "2027"}, None)
    with pytest.raises(Stale):
        move(tie, "dormant", "2022", "", {}, None, expected_version=1)
    assert not EarlierStatus.objects.exists()


def test_the_page_asks_four_things_and_the_timeline_says_both(client, house):
    tie = make_tie(house)
    page = reverse("tie:move", args=[tie.pk])
    refused = client.post(page, {"status": "suspended", "since": "2022", "version": tie.version})
    assert "Say why: somebody will ask." in refused.content.decode()
    client.post(page, {"status": "suspended", "since": "2022", "reason_en": "War.", "version": tie.version})
    said = client.get(reverse("tie:inspect", args=[tie.pk])).content.decode()
    assert said.index("2018–2022") < said.index("War.")
    assert "Signed." in said


def form_of(tie, **changed):
    kept = {"place": "Tallinn", "kind": tie.kind, "status": tie.status, "since": tie.since, "reason_en": "Signed."}
    return {**kept, "owner": tie.owner_id, "circle": tie.circle_id, "expected_version": tie.version, **changed}


def test_a_new_status_in_the_form_is_a_move(client, house):
    tie = make_tie(house)
    page = reverse("tie:edit", args=[tie.pk])
    asked = client.post(page, form_of(tie, status="dormant"))
    assert "Say since when it has this status" in asked.content.decode()
    assert "This is the reason of the earlier status." in asked.content.decode()
    given = form_of(tie, status="dormant", since="2023", reason_en="", review="2030")
    assert client.post(page, given).status_code == 302
    tie.refresh_from_db()
    assert (tie.status, tie.review, EarlierStatus.objects.get().status) == ("dormant", "2030", "active")


def test_a_new_status_from_before_the_present_one_is_refused_at_its_field_in_the_form(client, house):
    tie = make_tie(house)
    given = form_of(tie, status="dormant", since="2017", reason_en="")
    form = client.post(reverse("tie:edit", args=[tie.pk]), given).context["form"]
    assert "The present status began in 2018" in form.errors["since"][0]
    assert not EarlierStatus.objects.exists()


def test_a_corrected_status_leaves_no_trace_in_the_timeline(client, house):
    tie = make_tie(house)
    client.post(reverse("tie:edit", args=[tie.pk]), form_of(tie, status="dormant", is_correction="on"))
    tie.refresh_from_db()
    assert tie.status == "dormant"
    assert not EarlierStatus.objects.exists()
