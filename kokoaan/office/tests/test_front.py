from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.lib.text import text
from kokoaan.networks.models import Fee, Membership
from kokoaan.office.overview import overview
from kokoaan.office.waiting import waiting_for
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.map import map_of_ties
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.acting import units_of, us_of
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import create
from kokoaan.strategy.models import Goal

FRONT = "/office/"


def make_meeting(office, step, days, **changed):
    by = timezone.localdate() + timedelta(days=days)
    fields = {"who": "Vera", "about": "x", "owner": office.streets, "circle": office.staff, **changed}
    return create(Meeting(next_step=step, next_by=by, **fields), by=None)


def make_tie(office, place, **changed):
    fields = {"kind": "partner", "status": "active", "owner": office.streets, "circle": office.staff, **changed}
    return create(Tie(place=place, **fields), by=None)


def make_membership(office, name, **changed):
    organisation = create(Organisation(name=name, owner=office.strategy, circle=office.staff), by=None)
    fields = {"owner": office.strategy, "circle": office.staff, **changed}
    return create(Membership(organisation=organisation, **fields), by=None)


def make_fee(membership, year, amount, **changed):
    return create(Fee(membership=membership, year=year, amount=Decimal(amount), **changed), by=None)


def titles(user):
    groups = waiting_for(user, units_of(user), timezone.localdate())
    return {group.title: [item.title for item in group.items] for group in groups}


def test_what_waits_is_of_ones_own_unit_in_sight_and_the_latest_first(office):
    make_meeting(office, "late", -3)
    make_meeting(office, "soon", 3)
    make_meeting(office, "far", 30)
    make_meeting(office, "done", -3, is_done=True)
    make_meeting(office, "not mine", -3, owner=office.strategy)
    make_meeting(office, "hidden", -3, circle=office.team)
    create(Need(text="Trams", deadline=timezone.localdate(), owner=office.streets, circle=office.staff), by=None)
    create(Need(text="Undated", owner=office.streets, circle=office.staff), by=None)
    tie = make_tie(office, make_place("Tallinn", "EE"), review="2020")
    make_tie(office, make_place("Riga", "LV"), review="2999")
    waits = titles(office.omar)
    assert (waits["Next steps"], waits["Needs with a deadline"]) == (["late", "soon"], ["Trams"])
    assert waits["Reviews due"] == [str(tie)]


def test_every_thing_that_waits_opens_its_row(office):
    meeting = make_meeting(office, "Call", -3)
    said = client_of(office.omar).get(FRONT).content.decode()
    assert f'href="{reverse("meeting:inspect", args=[meeting.pk])}"' in said
    assert "late since" in said


def test_an_expert_has_three_buttons_and_no_overview(office):
    said = client_of(office.omar).get(FRONT).content.decode()
    assert [word in said for word in ("Find partners", "Log a meeting", "Confirm what is mine")] == [True] * 3
    assert "front-overview" not in said
    assert "front-overview" in client_of(office.ella).get(FRONT).content.decode()


def test_a_person_without_a_post_is_told_what_to_do(office):
    office.omar.posts.all().delete()
    said = client_of(office.omar).get(FRONT).content.decode()
    assert "Ask the person who keeps accounts to add your post" in said


def figures(user):
    groups = overview(user, us_of(user), timezone.localdate()).groups
    return {group.title: [(figure.label, figure.number) for figure in group.figures] for group in groups}


def test_the_overview_counts_rows_of_ours_that_the_person_sees(office):
    make_tie(office, make_place("Tallinn", "EE"))
    make_tie(office, make_place("Riga", "LV"), status="suspended")
    make_tie(office, make_place("Hidden", "LV"), circle=office.team)
    one, two = make_membership(office, "One"), make_membership(office, "Two")
    make_fee(one, 2025, "1200.50")
    make_fee(one, 2025, 1100, kind="budgeted")
    make_fee(one, 2024, 1000)
    make_fee(two, 2025, 1000, kind="budgeted")
    make_fee(two, 2025, 900, kind="stated")
    make_fee(make_membership(office, "Three"), 2025, 500, currency="SEK")
    make_fee(make_membership(office, "Four", status="ended"), None, 99, kind="stated")
    make_membership(office, "Five")
    create(Need(text="Trams", owner=office.streets, circle=office.staff), by=None)
    make_meeting(office, "late", -3)
    make_meeting(office, "soon", 3)
    assert figures(office.omar) == {
        "Ties by status": [("Active", "1"), ("Suspended", "1")],
        "Memberships by status": [("Active", "4"), ("Ended", "1")],
        "Membership fees by year": [
            *(("2025 · EUR", "2,200.50"), ("2025 · SEK", "500"), ("2024 · EUR", "1,000"), ("year not stated", "1")),
        ],
        "Benefits logged in a year": [("memberships with a fee and no benefit logged", "3")],
        "Needs by stage": [("Open", "1")],
        "Next steps of meetings": [("late", "1"), ("not done", "2")],
    }
    assert figures(office.ella)["Ties by status"] == [("Active", "2"), ("Suspended", "1")]


def test_each_figure_opens_as_many_rows_as_it_says(office):
    goal = create(Goal(name=text(en="Heat"), term="2025–2029", owner=office.city, circle=office.staff), by=None)
    tie = Tie(place=make_place("Tallinn", "EE"), kind="partner", review="2020", owner=office.city, circle=office.staff)
    tie.links = {"goals": [goal.pk]}
    create(tie, by=None)
    make_tie(office, make_place("Riga", "LV"), status="dormant")
    make_membership(office, "One", review="2021-05", confirmed=timezone.localdate())
    make_meeting(office, "late", -3)
    client = client_of(office.ella)
    shown = overview(office.ella, office.city, timezone.localdate())
    every = [figure for group in (*shown.groups, *shown.upkeep) for figure in group.figures if figure]
    assert len(every) > 20
    for figure in every:
        assert client.get(figure.url).context["items_count"] == int(figure.number), figure.url


@pytest.mark.parametrize(("city", "says"), [(658225, True), (588409, False)])
def test_the_motion_of_helsinki_is_named_in_helsinki_only(office, settings, city, says):
    settings.CITY_GEONAMES_ID = city
    make_membership(office, "One")
    said = client_of(office.ella).get(FRONT).content.decode()
    assert ("1 membership entered; a council motion counted 92." in said) == says
    assert ("ottomeri.fi" in said) == says


def test_the_map_shows_one_dot_a_place_by_its_strongest_tie_in_sight(office, settings):
    settings.CITY_GEONAMES_ID = make_place("Helsinki", "FI").pk
    tallinn = make_place("Tallinn", "EE", latitude=59.4, longitude=24.7)
    make_tie(office, tallinn, status="ended")
    make_tie(office, tallinn, status="suspended")
    riga = make_tie(office, make_place("Riga", "LV"))
    make_tie(office, make_place("Secretville", "LV"), circle=office.team)
    drawn = map_of_ties(Asked(office.omar, timezone.localdate(), "all"))
    dots = {dot.label: (dot.kind, dot.url) for dot in drawn.rows}
    assert dots["Tallinn"] == ("suspended", f"/office/tie/?place={tallinn.pk}")
    assert dots["Riga"] == ("active", reverse("tie:inspect", args=[riga.pk]))
    assert "Secretville" not in dots
    assert len(drawn.pictures[0].lines) == 2


def test_the_front_page_asks_the_same_number_of_queries_however_much_there_is(office):
    client = client_of(office.ella)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(FRONT).status_code == 200
        return len(caught)

    def add(number):
        make_tie(office, make_place(f"Place {number}", "SE"), owner=office.strategy, review="2020")
        make_membership(office, f"Member {number}", review="2020")
        make_meeting(office, f"Step {number}", -3, owner=office.strategy)
        create(Need(text="x", deadline=timezone.localdate(), owner=office.strategy, circle=office.staff), by=None)

    add(0)
    queries()
    few = queries()
    for number in range(1, 8):
        add(number)
    assert queries() == few
