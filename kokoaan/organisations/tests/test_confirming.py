from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from kokoaan.organisations.models import Organisation
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.records.confirming import confirm
from kokoaan.records.history import history_of
from kokoaan.records.models import Change, ChangeSet
from kokoaan.records.undoing import undo


@pytest.fixture
def harbour(office):
    return create(Organisation(name="Harbour", owner=office.strategy, circle=office.staff), by=None)


def test_confirming_is_written_in_the_change_log_and_can_be_undone(office, harbour):
    done = confirm([(harbour, harbour.version)], office.omar, date(2026, 11, 24))
    harbour.refresh_from_db()
    assert (done.count, harbour.confirmed) == (1, date(2026, 11, 24))
    entry = history_of(harbour, office.omar)[0]
    assert [(line.label, line.new) for line in entry.lines] == [("Last confirmed", "24 November 2026")]
    undo(entry.changeset, office.omar, None)
    harbour.refresh_from_db()
    assert harbour.confirmed is None


def test_what_changed_since_it_was_read_is_not_confirmed(office, harbour):
    read = harbour.version
    change(harbour, {"notes": "moved"}, by=office.ella)
    done = confirm([(harbour, read)], office.omar)
    harbour.refresh_from_db()
    assert (done.count, [one.record for one in done.stale], harbour.confirmed) == (0, [harbour], None)


def test_each_record_has_a_change_set_of_its_own(office, harbour):
    other = create(Organisation(name="Forum", owner=office.strategy, circle=office.team), by=None)
    confirm([(harbour, 1), (other, 1)], office.ella)
    # Omar does not see the other one, and reads of this one's confirmation all the same.
    assert history_of(harbour, office.omar)[0].lines[0].label == "Last confirmed"


def test_confirming_twice_a_day_writes_once(office, harbour):
    confirm([(harbour, 1)], office.ella)
    confirm([(harbour, 2)], office.ella)
    assert Change.objects.filter(record=harbour.uid, field="confirmed").count() == 1


def test_a_records_page_says_when_it_was_confirmed_and_confirms_it(office, harbour):
    client, page = client_of(office.omar), reverse("organisation:inspect", args=[harbour.pk])
    assert "Nobody has confirmed it yet." in client.get(page).content.decode()
    url = reverse("organisation:confirm", args=[harbour.pk])
    assert client.post(url, {"version": harbour.version}).url == page
    harbour.refresh_from_db()
    assert harbour.confirmed == timezone.localdate()
    assert "Last confirmed on" in client.get(page).content.decode()


def test_a_click_on_a_page_that_is_out_of_date_confirms_nothing(office, harbour):
    url = reverse("organisation:confirm", args=[harbour.pk])
    client_of(office.omar).post(url, {"version": "7"})
    client_of(office.omar).post(url, {})
    harbour.refresh_from_db()
    assert harbour.confirmed is None


def test_a_hidden_record_takes_no_confirmation(office):
    hidden = create(Organisation(name="Merger", owner=office.strategy, circle=office.team), by=None)
    response = client_of(office.omar).post(reverse("organisation:confirm", args=[hidden.pk]), {"version": 1})
    hidden.refresh_from_db()
    assert (response.status_code, hidden.confirmed) == (404, None)


def test_confirming_asks_for_the_verb(office, harbour):
    office.omar.groups.get().permissions.filter(codename="change_organisation").delete()
    sets = ChangeSet.objects.count()
    response = client_of(office.omar).post(reverse("organisation:confirm", args=[harbour.pk]), {"version": 1})
    assert (response.status_code, ChangeSet.objects.count()) == (302, sets)
    assert "It still holds today" not in (
        client_of(office.omar).get(reverse("organisation:inspect", args=[harbour.pk])).content.decode()
    )
