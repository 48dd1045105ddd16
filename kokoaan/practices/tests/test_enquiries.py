from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kokoaan.people.models import Circle
from kokoaan.practices.asking import MOST_AN_HOUR
from kokoaan.practices.forgetting import forget_askers
from kokoaan.practices.models import Enquiry
from kokoaan.practices.tests.shared import make_practice
from kokoaan.practices.tests.test_shared_page import address
from kokoaan.records.changing import change, delete
from kokoaan.records.lasting import record_now
from kokoaan.records.models import Change, ChangeSet

pytestmark = pytest.mark.django_db
ASKED = {
    "city": "City of Example",
    "contact_name": "Esi Merkki",
    "email": "esi@example.org",
    "language": "sv",
    "question": "How did you begin? Write to esi@example.org. Esi Merkki",
}


def asked(client, practice, **changed):
    return client.post(address(practice, "ask_about"), {**ASKED, **changed})


def test_a_question_becomes_an_enquiry_of_the_unit_that_answers_and_is_never_public(client, office):
    practice = make_practice(office)
    response = asked(client, practice)
    assert (response.status_code, response.url) == (302, "/en/practices/ask/thanks/")
    assert "Thank you" in client.get(response.url).content.decode()
    enquiry, today = Enquiry.objects.get(), timezone.localdate()
    assert (enquiry.owner, enquiry.circle, enquiry.practice) == (office.strategy, office.staff, practice)
    assert (enquiry.came, enquiry.deadline) == (today, today + timedelta(days=14))
    assert (enquiry.city, enquiry.email, enquiry.language) == ("City of Example", "esi@example.org", "sv")
    assert ChangeSet.objects.get(changes__record=enquiry.uid).by is None
    assert mail.outbox == []


def test_a_circle_of_everyone_is_no_circle_for_enquiries(client, office):
    office.city.circle_id = Circle.EVERYONE
    office.city.save()
    asked(client, make_practice(office))
    assert Enquiry.objects.get().circle == office.team


def test_where_nobody_could_read_it_nothing_is_kept_and_the_asker_is_told(client, office):
    office.strategy.parent = None
    office.strategy.save()
    office.team.members.all().delete()
    shown = asked(client, make_practice(office)).content.decode()
    assert "Nobody here can take questions yet." in shown
    assert "How did you begin?" in shown
    assert not Enquiry.objects.exists()


def test_a_question_about_no_practice_goes_to_the_unit_that_shares_the_most(client, office):
    make_practice(office, owner=office.streets)
    make_practice(office, owner=office.streets)
    make_practice(office)
    client.post("/en/practices/ask/", ASKED)
    assert Enquiry.objects.get().owner == office.streets


@pytest.mark.parametrize(
    "wrong",
    [{"city": ""}, {"email": "nobody"}, {"question": "x" * 3001}, {"language": "xx"}, {"city": "x" * 201}],
)
def test_what_is_wrong_is_said_at_its_box_and_nothing_written_is_lost(wrong, client, office):
    shown = asked(client, make_practice(office), **wrong).content.decode()
    assert f'id="id_{next(iter(wrong))}_error"' in shown
    assert "Nothing you wrote is lost." in shown
    assert "Esi Merkki" in shown
    assert not Enquiry.objects.exists()


def test_a_program_that_fills_every_box_is_thanked_and_forgotten(client, office):
    assert asked(client, make_practice(office), website="http://spam").status_code == 302
    assert not Enquiry.objects.exists()


def test_an_address_has_its_share_of_an_hour_and_is_not_kept(client, office):
    practice = make_practice(office)
    for _number in range(MOST_AN_HOUR + 1):
        last = asked(client, practice)
    assert "Many questions have come from your network." in last.content.decode()
    assert Enquiry.objects.count() == MOST_AN_HOUR
    assert client.post(address(practice, "ask_about"), ASKED, REMOTE_ADDR="198.51.100.7").status_code == 302
    assert "127.0.0.1" not in str(list(Change.objects.values_list("old", "new")))


def test_the_form_is_checked_against_forgery(office):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/en/practices/ask/", ASKED).status_code == 403


def answered(client, office, months_ago, **values):
    """An enquiry that was answered so many months ago."""
    asked(client, make_practice(office))
    enquiry = Enquiry.objects.get()
    change(enquiry, {"email": "esi.new@example.org"}, office.ella)
    values = {"state": "answered", "answer": "Dear Esi Merkki, so.", **values}
    change(enquiry, values, office.ella, reason="Esi Merkki called")
    then = datetime(2026, 12, 1, tzinfo=UTC) - timedelta(days=round(30.5 * months_ago))
    ChangeSet.objects.update(at=then)
    ChangeSet.objects.filter(changes__record=enquiry.uid).update(answer="Esi Merkki (_Esi@Example.org_) agreed")
    return enquiry


def held(uid):
    rows = Change.objects.filter(record=uid)
    return str(list(rows.values())) + str(list(Enquiry.objects.values())) + str(list(ChangeSet.objects.values()))


def test_who_asked_is_forgotten_a_year_after_the_answer_by_the_log_too(client, office):
    enquiry = answered(client, office, 13)
    assert forget_askers(date(2026, 12, 1)) == 1
    enquiry.refresh_from_db()
    assert (enquiry.contact_name, enquiry.email) == ("", "")
    assert enquiry.question == "How did you begin? Write to […]. […]"
    assert enquiry.city == "City of Example"
    for secret in ("Esi Merkki", "esi@example.org", "Esi@Example.org", "esi.new@example.org"):
        assert secret not in held(enquiry.uid)
    # Who answered it, and when, is still told; and its address still leads to it.
    assert Change.objects.filter(record=enquiry.uid, field="state", changeset__by=office.ella).exists()
    assert record_now(enquiry.uid) == enquiry
    assert forget_askers(date(2026, 12, 1)) == 0


@pytest.mark.parametrize(("months", "values"), [(11, {}), (13, {"state": "open"})])
def test_nobody_is_forgotten_too_early_or_while_they_wait(months, values, client, office):
    enquiry = answered(client, office, months, **values)
    assert forget_askers(date(2026, 12, 1)) == 0
    enquiry.refresh_from_db()
    assert enquiry.contact_name == "Esi Merkki"


def test_a_deleted_enquiry_is_forgotten_as_well(client, office):
    enquiry = answered(client, office, 13)
    uid = enquiry.uid
    delete(enquiry, office.ella)
    assert forget_askers(date(2026, 12, 1)) == 0
    ChangeSet.objects.update(at=datetime(2025, 1, 1, tzinfo=UTC))
    assert forget_askers(date(2026, 12, 1)) == 1
    assert "Esi Merkki" not in held(uid)
