"""Every figure of the overall picture opens exactly as many rows as it says."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from kokoaan.desk.models import Meeting
from kokoaan.lib.ages import BANDS, UNSTATED, of_age, years_before
from kokoaan.lib.text import text
from kokoaan.networks.models import Fee, Membership
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.views import picture
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie, TieClaim
from kokoaan.people.tests.makers import make_unit
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import change, create
from kokoaan.records.models import ChangeSet, SavedView, Snapshot
from kokoaan.review.models import Benefit
from kokoaan.strategy.models import Goal

PAGE = "/office/picture/"
LONG_AGO = timezone.now() - timedelta(days=3 * 365)


def make_goal(office, name, **changed):
    fields = {"term": "2025–2029", "owner": office.city, "circle": office.staff, **changed}
    return create(Goal(name=text(en=name), **fields), by=None)


def make_tie(office, place, goals=(), **changed):
    fields = {"kind": "partner", "status": "active", "owner": office.streets, "circle": office.staff, **changed}
    tie = Tie(place=place, **fields)
    tie.links = {"goals": [goal.pk for goal in goals]}
    return create(tie, by=None)


def make_organisation(office, name, **changed):
    return create(Organisation(name=name, **{"owner": office.strategy, "circle": office.staff, **changed}), by=None)


def make_membership(office, name, **changed):
    fields = {"owner": office.strategy, "circle": office.staff, **changed}
    return create(Membership(organisation=make_organisation(office, name), **fields), by=None)


def put_to_sleep():
    """As if all so far had been entered long ago."""
    ChangeSet.objects.update(at=LONG_AGO)


@pytest.fixture
def world(office, settings):
    """Ties and memberships of every sort that the picture tells apart, some of them hidden from Omar."""
    settings.CITY_GEONAMES_ID = make_place("Helsinki", "FI").pk
    today = timezone.localdate()
    heat, last = make_goal(office, "Heat"), make_goal(office, "Old", term="2021–2025")
    pipes = make_goal(office, "Pipes", parent=heat)
    secret_goal = make_goal(office, "Secret", circle=office.team, position=2)
    empty = make_unit("Nobody", parent=office.city)
    tallinn, riga, oslo = make_place("Tallinn", "EE"), make_place("Riga", "LV"), make_place("Oslo", "NO")
    there = make_organisation(office, "Harbour of Riga", place=riga)
    nowhere, hidden = (
        make_organisation(office, "Nowhere"),
        make_organisation(office, "Hid", place=oslo, circle=office.team),
    )
    make_tie(office, tallinn, [heat, pipes], begins="1999")
    make_tie(office, tallinn, [last], status="dormant", kind="sister", begins=str(today.year - 3))
    make_tie(office, riga, [secret_goal], review="2020", owner=office.strategy, begins=f"{today.year - 7}-05")
    make_tie(office, oslo, owner=empty, status="suspended", confirmed=today, begins=today.isoformat())
    make_tie(office, oslo, status="ended", begins="1980", ends="1990")
    make_tie(office, None, organisation=there, kind="memorandum")
    make_tie(office, None, organisation=nowhere)
    make_tie(office, None, organisation=hidden)
    make_tie(office, oslo, circle=office.team)
    one = make_membership(office, "One", review="2021-05", confirmed=today, begins="2010-01-02")
    make_membership(office, "Two", level="observer", status="notice", owner=empty)
    make_membership(office, "Three", status="ended")
    make_membership(office, "Four", status="dormant", confirmed=today - timedelta(days=400))
    for year, kind, amount in (
        (2025, "paid", 1200),
        (2025, "budgeted", 1000),
        (2024, "paid", 900),
        (None, "stated", 5),
    ):
        create(Fee(membership=one, year=year, kind=kind, amount=amount), by=None)
    put_to_sleep()
    make_tie(office, riga, confirmed=today - timedelta(days=1))
    other = make_unit("Region")
    make_tie(office, riga, owner=other)
    return office


def figures(user, whose="all", **asked):
    whole = picture(Asked(user, timezone.localdate(), whose, **asked))
    sections = [figure for _key, _title, some in whole.parts for section in some for figure in section.figures]
    return whole, sections + [line.lacking for line in whole.lines if line.lacking]


@pytest.mark.parametrize(
    ("who", "whose", "kind"),
    [("ella", "all", ""), ("omar", "all", "partner"), ("omar", "ours", ""), ("ella", "mine", "")],
)
def test_every_figure_opens_exactly_its_rows(world, who, whose, kind):
    user = getattr(world, who)
    client = client_of(user)
    whole, every = figures(user, whose, kind=kind)
    assert len(every) > 25
    for figure in every:
        if figure.url.startswith("#"):
            assert figure.count == len(whole.claimed)
            continue
        response = client.get(figure.url)
        assert response.context["filters"].is_valid(), figure.url
        assert response.context["items_count"] == figure.count, (figure.label, figure.url)


def told(user, part, section, **asked):
    whole, _every = figures(user, **asked)
    sections = next(some for key, _title, some in whole.parts if key == part)
    return {figure.label: figure.count for one in sections if one.key == section for figure in one.figures}


def test_the_picture_tells_what_the_person_sees(world):
    omar, ella = world.omar, world.ella
    assert told(omar, "ties", "statuses") == {"Active": 7, "Dormant": 1, "Suspended": 1, "Ended": 1}
    assert told(ella, "ties", "statuses")["Active"] == 8
    assert told(omar, "ties", "statuses", whose="mine")["Active"] == 5
    assert told(omar, "ties", "regions")["Europe"] == 7
    assert (told(omar, "ties", "regions")["Latvia"], told(omar, "ties", "regions")["Not stated"]) == (4, 2)
    assert (told(ella, "ties", "regions")["Norway"], told(ella, "ties", "regions")["Not stated"]) == (3, 1)
    assert told(omar, "ties", "goals") == {"1 Heat": 1, "1.1 Pipes": 1, "No goal": 7}
    assert told(ella, "ties", "goals")["2 Secret"] == 1
    assert told(omar, "ties", "goals", wanted_term="2021–2025") == {"1 Old": 1, "No goal": 7}
    assert told(omar, "ties", "units") == {"City": 8, "Strategy": 1, "Streets": 6, "Nobody": 1, "Region": 1}
    care = told(omar, "ties", "care")
    assert (care["Review due"], care["Dormant"], care["Never confirmed"]) == (1, 1, 7)
    assert care["Without an owner: nobody has a post in the unit"] == 2
    assert told(omar, "memberships", "levels") == {"Member": 2, "Observer": 1}
    whole, _every = figures(omar)
    fees = next(one for _key, _title, some in whole.parts for one in some if one.key == "fees")
    assert [(one.label, one.number) for one in fees.figures][:2] == [("2025 · EUR", "1,200"), ("2024 · EUR", "900")]
    assert fees.note == "1 of 2 running memberships say a fee."


def test_what_sleeps_is_active_and_nothing_happened_for_two_years(office):
    riga, tallinn = make_place("Riga", "LV"), make_place("Tallinn", "EE")
    tie, dormant = make_tie(office, riga), make_tie(office, riga, status="dormant")
    met, hidden, old = (make_tie(office, make_place(name, "EE")) for name in ("Tartu", "Narva", "Viljandi"))
    body = make_organisation(office, "Harbour")
    through = make_tie(office, None, organisation=body)
    confirmed = make_tie(office, tallinn, confirmed=timezone.localdate())
    changed = make_tie(office, tallinn)
    put_to_sleep()
    change(changed, {"decision": "§ 1"}, by=None)
    for places, organisations, more in (
        ([met.place], [], {}),
        ([hidden.place], [], {"circle": office.team}),
        ([old.place], [], {"day": LONG_AGO.date()}),
        ([], [body], {}),
    ):
        meeting = Meeting(**{"who": "x", "about": "y", "owner": office.city, "circle": office.staff, **more})
        meeting.links = {"places": [one.pk for one in places], "organisations": [one.pk for one in organisations]}
        create(meeting, by=None)
    gave = make_tie(office, tallinn)
    ChangeSet.objects.filter(changes__record=gave.uid).update(at=LONG_AGO)
    create(Benefit(gave="Advice", kind="learning", tie=gave, owner=office.city, circle=office.staff), by=None)
    listed = client_of(office.omar).get(reverse("tie:index") + "?asleep=yes").context["object_list"]
    assert {row.pk for row in listed} == {tie.pk, hidden.pk, old.pk}
    seen = client_of(office.ella).get(reverse("tie:index") + "?asleep=yes").context["object_list"]
    assert {row.pk for row in seen} == {tie.pk, old.pk}
    assert {dormant.pk, through.pk, confirmed.pk, met.pk, gave.pk}.isdisjoint(row.pk for row in listed)


@pytest.mark.parametrize(
    "begins", ["2026-11-25", "2024", "2024-11-25", "2024-11-26", "2021", "2016-11", "1999", "", "2030"]
)
def test_every_beginning_lies_in_one_band(office, begins):
    tie, day = make_tie(office, make_place("Riga", "LV"), begins=begins), date(2026, 11, 25)
    bands = [band for band in (*BANDS, UNSTATED) if Tie.objects.filter(of_age("begins", band, day)).exists()]
    assert len(bands) == 1, (tie, bands)


def test_the_day_before_a_leap_day_that_is_not_there():
    assert years_before(date(2024, 2, 29), 2) == date(2022, 2, 28)


def test_claims_without_a_stand_of_ours_are_counted_and_listed(office, settings):
    helsinki = make_place("Helsinki", "FI")
    settings.CITY_GEONAMES_ID = helsinki.pk
    shown = Snapshot.objects.create(source="towns", digest="x")
    for number, name in enumerate(("Tallinn", "Moscow", "Beijing")):
        pair = (
            {"place": helsinki, "other": make_place(name, "EE")}
            if number
            else {"place": make_place(name, "EE"), "other": helsinki}
        )
        TieClaim.objects.create(source="towns", key=str(number), snapshot=shown, names=name, **pair)
    make_tie(office, TieClaim.objects.get(names="Moscow").other, status="suspended")
    whole, _every = figures(office.omar)
    assert [str(place) for place in whole.claimed] == ["Beijing", "Tallinn"]
    said = client_of(office.omar).get(PAGE).content.decode()
    assert "On 1 of 3 places that sources claim to be twinned with us we have entered a tie." in said
    assert f"/office/tie/new/?place={whole.claimed[0].pk}" in said


def test_the_spreadsheet_holds_the_figures_with_the_addresses_of_their_rows(world):
    response = client_of(world.omar).get(f"{PAGE}?whose=all&export=xlsx")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert ("Ties", "Ties by status", "Active", 7, "http://testserver/office/tie/?status=active") in rows
    assert "as far as Omar sees it" in rows[0][0]


def test_the_page_is_saved_as_asked_and_passes_over_what_it_does_not_know(world):
    client = client_of(world.omar)
    fields = {"name": "Mine", "kind": "picture", "query": "kind=sister&whose=mine&term=1066", "owner": world.city}
    view = create(SavedView(**fields, circle=world.staff), by=None)
    response = client.get(reverse("savedview:open", args=[view.uid]), follow=True)
    assert (response.context["asked"].whose, response.context["asked"].kind) == ("mine", "sister")
    assert response.context["saved"].passed_over == ["term"]
    assert "You see the saved view “Mine”" in response.content.decode()


def test_the_picture_asks_the_same_number_of_queries_however_much_there_is(world):
    client = client_of(world.ella)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(PAGE).status_code == 200
        return len(caught)

    queries()
    few = queries()
    for number in range(5):
        make_tie(world, make_place(f"Place {number}", "SE"), owner=make_unit(f"Unit {number}", parent=world.city))
        make_membership(world, f"Member {number}")
        make_goal(world, f"Goal {number}", position=number + 5)
    assert queries() == few
    assert few <= 40
