from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokoaan.desk.models import Meeting
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import create

CONFIRM = "/office/confirm/"


def make(office, name, *, circle=None, owner=None, confirmed=None):
    fields = {"owner": owner or office.streets, "circle": circle or office.staff, "confirmed": confirmed}
    return create(Organisation(name=name, **fields), by=None)


def key(record):
    return f"{record._meta.model_name}:{record.pk}:{record.version}"


def names(client):
    return [str(row.record) for row in client.get(CONFIRM).context["rows"]]


def test_records_of_own_units_stand_there_the_longest_unconfirmed_first(office):
    today = timezone.localdate()
    make(office, "Fresh", confirmed=today - timedelta(days=300))
    make(office, "Old", confirmed=today - timedelta(days=400))
    make(office, "Older", confirmed=today - timedelta(days=800))
    make(office, "Never")
    make(office, "Not mine", owner=office.strategy)
    make(office, "Hidden", circle=office.team)
    assert names(client_of(office.omar)) == ["Never", "Older", "Old"]


def test_ticked_records_of_several_kinds_are_confirmed_at_once(office):
    first, second = make(office, "One"), make(office, "Two")
    meeting = create(Meeting(who="Vera", about="x", owner=office.streets, circle=office.staff), by=None)
    client = client_of(office.omar)
    said = client.post(CONFIRM, {"row": [key(first), key(meeting)]}, follow=True).content.decode()
    assert "2 records confirmed." in said
    assert names(client) == ["Two"]
    for record in (first, second, meeting):
        record.refresh_from_db()
    assert (first.confirmed, second.confirmed) == (timezone.localdate(), None)


def test_a_hidden_row_takes_no_confirmation_and_is_not_named(office):
    hidden = make(office, "Merger talks", circle=office.team)
    said = client_of(office.omar).post(CONFIRM, {"row": [key(hidden), "x", "organisation:1", "user:1:1"]}, follow=True)
    hidden.refresh_from_db()
    assert hidden.confirmed is None
    assert "Merger talks" not in said.content.decode()


def test_what_the_person_may_not_change_is_neither_shown_nor_confirmed(office):
    from kokoaan.lib.text import text
    from kokoaan.strategy.models import Goal

    goal = create(Goal(name=text(en="Heat"), term="2025–2029", owner=office.streets, circle=office.staff), by=None)
    client = client_of(office.omar)
    assert names(client) == []
    client.post(CONFIRM, {"row": [key(goal)]})
    goal.refresh_from_db()
    assert goal.confirmed is None


def test_a_row_read_in_an_older_version_is_named_and_left(office):
    record = make(office, "One")
    said = client_of(office.omar).post(CONFIRM, {"row": f"organisation:{record.pk}:9"}, follow=True).content.decode()
    record.refresh_from_db()
    assert "“One” was changed in the meantime." in said
    assert record.confirmed is None


def test_the_page_asks_the_same_number_of_queries_however_long_it_is(office):
    client = client_of(office.omar)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(CONFIRM).status_code == 200
        return len(caught)

    place = make_place("Tallinn", "EE")
    make(office, "One")
    create(Tie(place=place, kind="partner", owner=office.streets, circle=office.staff), by=None)
    queries()
    few = queries()
    for number in range(12):
        make(office, f"Number {number}")
        other = make_place(f"Place {number}", "SE")
        create(Tie(place=other, kind="partner", owner=office.streets, circle=office.staff), by=None)
    assert queries() == few


def test_nobody_without_a_post_has_anything_to_confirm(office):
    make(office, "One")
    office.omar.posts.all().delete()
    said = client_of(office.omar).get(CONFIRM).content.decode()
    assert "You have no post in a unit" in said
    assert reverse("organisation:index") in said or "One" not in said
