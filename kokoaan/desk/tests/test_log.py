"""Logging a meeting: nothing typed is lost, known names become links, doubtful ones are asked about afterwards."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from kokoaan.desk.models import Meeting
from kokoaan.desk.names import names_in
from kokoaan.organisations.models import Organisation
from kokoaan.organisations.tests.makers import make_person, make_role
from kokoaan.people.tests.makers import make_user
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import change, create
from kokoaan.records.models import ChangeSet

LOG = "/office/meeting/log/"


def form(office, **changed):
    kept = {"who": "Tallinn", "day": "2026-11-20", "about": "Trams.", "next_step": "Call back"}
    return {**kept, "owner": office.streets.pk, "circle": office.staff.pk, **changed}


def make_organisation(office, name, circle=None):
    return create(Organisation(name=name, owner=office.strategy, circle=circle or office.staff), by=None)


def test_the_form_begins_today_in_the_name_of_ones_own_unit_and_for_its_circle(office):
    shown = client_of(office.omar).get(LOG).context["form"]
    assert shown["day"].value() == timezone.localdate()
    assert (shown["owner"].value(), shown["circle"].value()) == (office.streets.pk, office.staff.pk)


def test_known_names_become_links_and_unknown_ones_stay_as_text(office):
    tallinn = make_place("Tallinn", "EE", 400_000)
    harbour = make_organisation(office, "Harbour, Ltd")
    response = client_of(office.omar).post(LOG, form(office, who="Tallinn, Harbour, Ltd, Vera Visitor, "))
    meeting = Meeting.objects.get()
    assert response.url == reverse("meeting:inspect", args=[meeting.pk])
    assert meeting.who == "Tallinn, Harbour, Ltd, Vera Visitor"
    assert (list(meeting.places.all()), list(meeting.organisations.all())) == ([tallinn], [harbour])
    assert ChangeSet.objects.latest("pk").by == office.omar


def test_an_organisation_that_the_person_does_not_see_is_not_linked(office):
    make_organisation(office, "Merger talks", office.team)
    client_of(office.omar).post(LOG, form(office, who="Merger talks"))
    assert not Meeting.objects.get().organisations.exists()


def test_a_name_of_several_places_is_saved_first_and_asked_about_then(office):
    spain = make_place("Valencia", "ES", 800_000, latitude=39.5, longitude=-0.4)
    venezuela = make_place("Valencia", "VE", 1_600_000, latitude=10.2, longitude=-68.0)
    client = client_of(office.omar)
    response = client.post(LOG, form(office, who="Valencia"))
    meeting = Meeting.objects.get()
    ask = reverse("meeting:who", args=[meeting.pk])
    assert response.url == ask
    assert not meeting.places.exists()
    said = client.get(ask).content.decode()
    assert f'value="place:{spain.pk}"' in said
    assert f'value="place:{venezuela.pk}"' in said
    client.post(ask, {"means": [f"place:{spain.pk}"], "version": 1})
    assert list(meeting.places.all()) == [spain]
    client.post(ask, {"version": 2})
    assert not meeting.places.exists()


def test_what_was_picked_among_suggestions_is_what_is_linked(office):
    spain = make_place("Valencia", "ES", 800_000, latitude=39.5, longitude=-0.4)
    make_place("Valencia", "VE", 1_600_000, latitude=10.2, longitude=-68.0)
    client_of(office.omar).post(LOG, form(office, who="Valencia", picked=[f"place:{spain.pk}"]))
    assert list(Meeting.objects.get().places.all()) == [spain]


def test_a_key_that_no_name_bears_links_nothing(office):
    make_place("Tallinn", "EE", 400_000)
    oulu = make_place("Oulu")
    hidden = make_organisation(office, "Merger talks", office.team)
    picked = [f"place:{oulu.pk}", f"organisation:{hidden.pk}", "place:x", "nonsense"]
    client_of(office.omar).post(LOG, form(office, who="Nobody known", picked=picked))
    meeting = Meeting.objects.get()
    assert not meeting.places.exists()
    assert not meeting.organisations.exists()


def test_a_misspelt_name_is_not_guessed(office):
    make_place("Tallinn", "EE", 400_000)
    assert names_in("Talinn", office.omar)[0].places == ()


def test_a_country_after_a_comma_belongs_to_the_name(office):
    spain = make_place("Valencia", "ES", 800_000, latitude=39.5, longitude=-0.4)
    make_place("Valencia", "VE", 1_600_000, latitude=10.2, longitude=-68.0)
    named = names_in("Valencia, Spain, Vera", office.omar)
    assert [(one.text, one.places) for one in named] == [("Valencia, Spain", (spain,)), ("Vera", ())]


def test_answering_who_keeps_links_that_were_not_asked_about(office):
    hidden = make_organisation(office, "Merger talks", office.team)
    tallinn = make_place("Tallinn", "EE", 400_000)
    meeting = Meeting(who="Merger talks, Tallinn", about="x", owner=office.streets, circle=office.staff)
    meeting.links = {"organisations": [hidden.pk], "places": []}
    create(meeting, by=office.ella)
    given = {"means": [f"place:{tallinn.pk}"], "version": 1}
    client_of(office.omar).post(reverse("meeting:who", args=[meeting.pk]), given)
    assert list(meeting.organisations.all()) == [hidden]
    assert list(meeting.places.all()) == [tallinn]


def test_who_says_second_what_names_mean_sees_first_that_the_meeting_was_changed(office):
    tallinn = make_place("Tallinn", "EE", 400_000)
    meeting = create(Meeting(who="Tallinn", about="x", owner=office.streets, circle=office.staff), by=office.ella)
    page, client = reverse("meeting:who", args=[meeting.pk]), client_of(office.omar)
    change(meeting, {"about": "Trams."}, office.ella)
    response = client.post(page, {"means": [f"place:{tallinn.pk}"], "version": 1})
    assert "saved this record" in response.content.decode()
    assert not meeting.places.exists()
    assert f'name="version" value="{meeting.version}"' in response.content.decode()
    client.post(page, {"means": [f"place:{tallinn.pk}"], "version": meeting.version})
    assert list(meeting.places.all()) == [tallinn]


def test_a_wrong_form_keeps_what_was_typed_and_writes_nothing(office):
    response = client_of(office.omar).post(LOG, form(office, day="yesterday"))
    assert response.context["form"]["about"].value() == "Trams."
    assert not Meeting.objects.exists()


def test_nobody_logs_a_meeting_into_a_circle_they_are_not_in(office):
    assert client_of(office.omar).post(LOG, form(office, circle=office.team.pk)).status_code == 200
    assert not Meeting.objects.exists()


def test_logging_asks_for_the_verb(office):
    noor = make_user("noor")
    noor.user_permissions.set([one for one in office.omar.groups.get().permissions.all() if "access" in one.codename])
    assert client_of(noor).post(LOG, form(office)).status_code == 302
    assert not Meeting.objects.exists()


def test_the_add_buttons_of_meetings_lead_to_the_four_fields(office):
    assert f'href="{LOG}"' in client_of(office.omar).get(reverse("meeting:index")).content.decode()


@pytest.mark.parametrize("who", ["ella", "omar"])
def test_next_steps_are_late_due_or_not_yet(office, who):
    today = timezone.localdate()
    days = {"late": -1, "today": 0, "soon": 14, "later": 15, "undated": None}
    for name, days_on in days.items():
        by = None if days_on is None else today + timezone.timedelta(days=days_on)
        fields = {"who": name, "about": "x", "next_step": "y", "owner": office.streets, "circle": office.staff}
        create(Meeting(next_by=by, **fields), by=None)
    create(Meeting(is_done=True, next_by=today - timezone.timedelta(days=9), **fields), by=None)
    client = client_of(getattr(office, who))

    def listed(value):
        rows = client.get(reverse("meeting:index"), {"next": value}).context["object_list"]
        return {row.who for row in rows}

    assert listed("late") == {"late"}
    assert listed("due") == {"late", "today", "soon", "undated"}
    assert listed("waiting") == set(days)


def test_a_contact_becomes_a_link_in_whichever_order_the_name_is_typed(office):
    anna, bo = make_person(office, "Example", "Anna"), make_person(office, "Example", "Bo")
    make_person(office, "Example", "Hidden", circle=office.team)
    client_of(office.omar).post(LOG, form(office, who="Example, Anna, Bo Example, Hidden Example"))
    assert set(Meeting.objects.get().people.all()) == {anna, bo}


def test_two_contacts_of_one_name_are_asked_about_by_their_roles(office):
    one, two = make_person(office, "Example", "Anna"), make_person(office, "Example", "Anna")
    make_role(two, make_organisation(office, "Port"), function="Harbour master")
    client = client_of(office.omar)
    response = client.post(LOG, form(office, who="Anna Example"))
    meeting = Meeting.objects.get()
    assert response.url == reverse("meeting:who", args=[meeting.pk])
    assert not meeting.people.exists()
    assert "Harbour master, Port" in client.get(response.url).content.decode()
    client.post(response.url, {"means": [f"person:{two.pk}"], "version": 1})
    assert list(meeting.people.all()) == [two]
    picked = form(office, who="Anna Example", picked=[f"person:{one.pk}"])
    again = client.post(LOG, picked).content.decode()
    assert f'name="picked" value="person:{one.pk}"' in again
    client.post(LOG, {**picked, "add_anyway": "1"})
    assert list(Meeting.objects.latest("pk").people.all()) == [one]


def test_a_meeting_that_somebody_logged_already_asks_first(office):
    first = {"who": "Maija Meri, Tallinn", "day": "2026-03-02", "about": "Ferries", "owner": office.streets.pk}
    first |= {"circle": office.staff.pk}
    client = client_of(office.omar)
    client.post(reverse("desk:log"), first)
    page = client.post(reverse("desk:log"), {**first, "who": "tallinn"}).content.decode()
    assert "A meeting of the same day with Tallinn is logged already." in page
    assert Meeting.objects.count() == 1
    for other in ({"who": "Turku"}, {"day": "2026-03-03"}, {"add_anyway": "1"}):
        assert client.post(reverse("desk:log"), {**first, **other}).status_code == 302
    assert Meeting.objects.count() == 4


def test_a_meeting_that_the_person_does_not_see_is_not_told_of(office):
    hidden = Meeting(who="Tallinn", day=date(2026, 3, 2), about="Secret", owner=office.strategy, circle=office.team)
    create(hidden, by=office.ella)
    posted = {"who": "Tallinn", "day": "2026-03-02", "about": "Ferries", "owner": office.streets.pk}
    answer = client_of(office.omar).post(reverse("desk:log"), {**posted, "circle": office.staff.pk})
    assert answer.status_code == 302
