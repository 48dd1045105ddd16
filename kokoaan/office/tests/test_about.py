"""Everything about X: what it gathers, what it draws, and that nothing of it tells of rows hidden from the reader."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.lib.text import text
from kokoaan.networks.models import Fee, MemberList, Membership, MembershipClaim, Network, Seat
from kokoaan.office.about import layout, relations
from kokoaan.office.about.gathering import gathered
from kokoaan.office.about.kinds import KINDS
from kokoaan.office.about.subjects import SUBJECTS, Subject
from kokoaan.office.about.timeline import timeline
from kokoaan.organisations.models import (
    Acquaintance,
    ContactDetail,
    NamedOrganisation,
    Organisation,
    Person,
    PersonalNote,
    Role,
)
from kokoaan.partners.models import Agreement, Commitment, EarlierStatus, Tie, TieClaim
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.practices.models import Practice
from kokoaan.projects.models import CountryProgramme, JointProject, Participation, Project, ProjectPartner
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot
from kokoaan.records.pages import ABOUT, about_url
from kokoaan.review.models import Benefit
from kokoaan.strategy.models import Goal

MARK = "Zxq"
DAY = date(2026, 11, 25)


@pytest.fixture
def tallinn(db):
    return make_place("Tallinn", "EE", 394_000)


def made(office, model, circle=None, links=None, **fields):
    row = model(owner=office.strategy, circle=circle or office.staff, **fields)
    row.links = links or {}
    return create(row, by=None)


def make_tie(office, place, circle=None, **changed):
    fields = {"place": place, "kind": "agreement", "status": "active", "begins": "2018-05-29", **changed}
    return made(office, Tie, circle, **fields)


def page(user, row, **query):
    return client_of(user).get(about_url(row), query)


def told(response):
    return response.content.decode()


def held(response):
    return {one.kind.name: one.count for one in response.context["found"]}


# What is made in a circle of its own, linked to a place, to an organisation there, to a person of it and to a goal.


def secret_tie(office, seen):
    make_tie(office, seen.place, office.team, decision=MARK, links={"goals": [seen.goal.pk]})


def secret_tie_with_an_organisation(office, seen):
    make_tie(office, None, office.team, organisation=seen.organisation, decision=MARK)


def secret_membership(office, seen):
    fields = {"organisation": seen.organisation, "decision": MARK, "begins": "2011"}
    made(office, Membership, office.team, **fields)


def secret_list(office, seen):
    made(office, MemberList, office.team, organisation=seen.organisation, as_of="2026", members=MARK)


def secret_meeting(office, seen):
    links = {
        "places": [seen.place.pk],
        "organisations": [seen.organisation.pk],
        "people": [seen.person.pk],
        "goals": [seen.goal.pk],
    }
    fields = {"who": MARK, "about": MARK, "next_step": MARK, "day": DAY}
    made(office, Meeting, office.team, links=links, **fields)


def secret_need(office, seen):
    need = Need(text=MARK, owner=office.strategy, circle=office.team)
    need.candidates = [Candidate(f"place:{seen.place.pk}", "Tallinn", seen.place.pk)]
    need.links = {"goals": [seen.goal.pk]}
    create(need, by=None)


def secret_organisation(office, seen):
    made(office, Organisation, office.team, name=MARK, place=seen.place, links={"goals": [seen.goal.pk]})


def secret_programme(office, seen):
    fields = {"name": text(en=MARK), "country": seen.place.country, "begins": "2012"}
    made(office, CountryProgramme, office.team, links={"goals": [seen.goal.pk]}, **fields)


def secret_person(office, seen):
    person = made(office, Person, office.team, family=MARK)
    create(Role(person=person, organisation=seen.organisation, function=MARK, begins="2013"), by=None)
    create(Acquaintance(person=person, user=office.ella, note=MARK), by=None)


def secret_detail(office, seen):
    made(office, ContactDetail, office.team, person=seen.person, kind="web", value=f"https://example.org/{MARK}")


def secret_note(office, seen):
    made(office, PersonalNote, office.team, person=seen.person, text=MARK)


def secret_agreement(office, seen):
    """On a tie that all see, and with a promise that is late."""
    tie = Tie.objects.get(place=seen.place, circle=office.staff)
    links = {"parties": [seen.organisation.pk], "goals": [seen.goal.pk]}
    agreement = made(office, Agreement, office.team, tie=tie, title=text(en=MARK), begins="2015", links=links)
    create(Commitment(agreement=agreement, what=text(en=MARK), due="2020"), by=None)


def secret_earlier_status(office, seen):
    tie = make_tie(office, seen.place, office.team)
    create(EarlierStatus(tie=tie, status="prospect", since="2009", until="2010"), by=None)


def secret_seat_and_fee(office, seen):
    membership = made(office, Membership, office.team, organisation=seen.organisation)
    create(Seat(membership=membership, name=MARK, ends="2027"), by=None)
    create(Fee(membership=membership, year=2025, amount=4711), by=None)


def secret_joint_project(office, seen):
    project = made(
        office, JointProject, office.team, name=text(en=MARK), begins="2016", links={"goals": [seen.goal.pk]}
    )
    create(ProjectPartner(project=project, organisation=seen.organisation), by=None)
    made(office, Benefit, office.team, gave=MARK, kind="learning", project=project)


def secret_practice(office, seen):
    told = {"place": seen.place, "organisation": seen.organisation, "begins": "2016"}
    made(office, Practice, office.team, title=text(en=MARK), **told, links={"goals": [seen.goal.pk]})


def secret_benefit(office, seen):
    """Of a tie that all see."""
    tie = Tie.objects.get(place=seen.place, circle=office.staff)
    made(office, Benefit, office.team, gave=MARK, kind="learning", tie=tie, links={"goals": [seen.goal.pk]})


def secret_goal(office, seen):
    """A goal that is part of a goal all see, and that a tie all see serves."""
    fields = {"name": text(en=MARK), "term": seen.goal.term, "parent": seen.goal, "position": 7}
    goal = made(office, Goal, office.team, **fields)
    Tie.objects.get(place=seen.place, circle=office.staff).goals.add(goal)


def secret_organisation_of_a_visible_tie(office, seen):
    """That a tie with a hidden body belongs to this place is told by the body alone."""
    hidden = made(office, Organisation, office.team, name=MARK, place=seen.place)
    made(office, Tie, office.staff, organisation=hidden, kind="informal", decision=MARK)


SECRETS = (
    *(secret_tie, secret_tie_with_an_organisation, secret_membership, secret_list, secret_meeting, secret_need),
    *(secret_organisation, secret_programme, secret_person, secret_detail, secret_note, secret_goal),
    *(secret_agreement, secret_earlier_status, secret_seat_and_fee, secret_joint_project, secret_benefit),
    *(secret_organisation_of_a_visible_tie, secret_practice),
)


class Seen:
    """A place, an organisation there, a person of it and a goal, which all staff see."""

    def __init__(self, office, place):
        self.place = place
        self.organisation = made(office, Organisation, name="Harbour", place=place, kind="network")
        self.person = made(office, Person, family="Tamm", given="Mari")
        create(Role(person=self.person, organisation=self.organisation, function="Director"), by=None)
        self.goal = made(office, Goal, name=text(en="Heat"), term="2025–2029")
        make_tie(office, place, links={"goals": [self.goal.pk]})

    @property
    def subjects(self):
        return self.place, self.place.country, self.organisation, self.person, self.goal


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_row_leaves_no_trace_for_one_outside_its_circle(secret, office, tallinn):
    seen = Seen(office, tallinn)
    rows = (*seen.subjects, office.strategy)
    before = [whole(office.omar, row) for row in rows], [whole(office.ella, row) for row in rows]
    secret(office, seen)
    outside, inside = [whole(office.omar, row) for row in rows], [whole(office.ella, row) for row in rows]
    assert not [said for said in outside if MARK in said]
    # A tie that all see stands on the page of its owner, and says no name of the hidden organisation.
    if secret is secret_organisation_of_a_visible_tie:
        outside, before[0][:] = outside[:-1], before[0][:-1]
    assert outside == before[0]
    assert inside != before[1]


def whole(user, row):
    """All that the page about row says to user: counts, pictures and lists; of a place, each list's own page too."""
    first = page(user, row)
    lists = [page(user, row, show=name) for name in ("timeline", *held(first)) if row._meta.model_name == "place"]
    bodies = [told(one) for one in (first, *lists)]
    return "".join(body[body.index('<div class="about">') :].partition("</main>")[0] for body in bodies)


def test_every_kind_of_record_of_the_table_has_a_secret_here():
    kinds = {one.name for one in KINDS} - {"networks", "members", "projects", "practices", "claims", "units"}
    tried = {"ties", "memberships", "lists", "meetings", "needs", "organisations", "programmes", "people", "goals"}
    tried |= {"agreements", "commitments", "statuses", "seats", "fees", "jointprojects", "benefits", "ownpractices"}
    assert kinds - tried == {"acquaintances", "details", "notes", "roles"}


def test_every_kind_with_a_page_is_a_subject():
    assert set(ABOUT) == set(SUBJECTS)


def test_a_hidden_record_has_no_page(office):
    secret = made(office, Organisation, office.team, name=MARK)
    assert page(office.omar, secret).status_code == 404
    assert page(office.ella, secret).status_code == 200


def test_the_head_says_how_it_stands_between_us_and_who_sees_that(office, tallinn):
    make_tie(office, tallinn, status="ended", begins="1990", ends="1999")
    make_tie(office, tallinn, kind="partner", review="2027-04")
    response = page(office.omar, tallinn)
    facts = [fact.text for fact in response.context["head"].facts]
    assert facts[2:] == ["Partner city", "active since 29 May 2018", "review due April 2027", "owner: Strategy"]
    assert "City staff" in response.context["head"].sight


@pytest.mark.parametrize(
    ("status", "since", "begins", "ends", "said"),
    [
        ("active", "2020", "2018", "", "active since 2020"),
        ("active", "", "2018", "", "active since 2018"),
        ("active", "", "", "", "active"),
        ("dormant", "2021", "2018", "", "dormant since 2021"),
        ("dormant", "", "2018", "", "dormant"),
        ("suspended", "", "2018", "", "suspended"),
        ("prospect", "", "2018", "", "prospect"),
        ("ended", "2022", "2018", "2022-03", "ended 2022"),
        ("ended", "", "2018", "2022-03", "ended March 2022"),
        ("ended", "", "2018", "", "ended"),
    ],
)
def test_the_head_says_since_when_only_as_far_as_the_tie_does(status, since, begins, ends, said, office, tallinn):
    make_tie(office, tallinn, status=status, since=since, begins=begins, ends=ends, reason=text(en="Why."))
    assert said in [fact.text for fact in page(office.omar, tallinn).context["head"].facts]


def test_a_tie_that_was_something_else_before_is_not_said_to_be_active_since_it_began(office, tallinn):
    tie = make_tie(office, tallinn)
    create(EarlierStatus(tie=tie, status="prospect", since="2017"), None)
    facts = [fact.text for fact in page(office.omar, tallinn).context["head"].facts]
    assert "active" in facts


def test_more_that_matters_now_leads_to_all_of_it(office, tallinn, monkeypatch):
    monkeypatch.setattr("kokoaan.office.about.views.MOST_DUE", 1)
    for year in ("2010", "2011", "2012"):
        make_tie(office, tallinn, review=year)
    assert 'href="?show=now">And 2 more.' in page(office.omar, tallinn).content.decode()
    assert len(page(office.omar, tallinn, show="now").context["due"]) == 3


def test_a_person_has_roles_and_a_place_has_people(office):
    body, person = made(office, Organisation, name="Port"), made(office, Person, family="Example")
    create(Role(person=person, organisation=body, function="Head"), None)

    def titles(row):
        return {str(one.kind.title) for one in page(office.omar, row).context["found"]}

    assert "Roles" in titles(person)
    assert "People and their roles" not in titles(person)
    assert "People and their roles" in titles(body)


def test_what_is_late_comes_first_and_leads_to_its_row(office, tallinn):
    tie = make_tie(office, tallinn, review="2020")
    fields = {"who": "Tallinn", "about": "x", "day": date(2026, 1, 9), "next_step": "Write to them"}
    made(office, Meeting, links={"places": [tallinn.pk]}, **fields)
    due = page(office.omar, tallinn).context["due"]
    assert [(one.is_late, one.url) for one in due][0] == (True, reverse("tie:inspect", args=[tie.pk]))
    assert "Write to them" in [one.text for one in due]


def test_who_else_of_us_deals_with_it_is_said_but_not_the_readers_own_unit(office, tallinn):
    make_tie(office, tallinn)
    assert [str(unit) for unit in page(office.omar, tallinn).context["others"]] == ["Strategy"]
    assert page(office.ella, tallinn).context["others"] == []


def test_an_empty_page_says_what_to_do(office, tallinn):
    said = told(page(office.omar, tallinn))
    assert "Add a tie or a meeting note to begin with." in said
    assert reverse("tie:add") + f"?place={tallinn.pk}" in said


def test_counts_open_their_rows(office, tallinn):
    for number in range(7):
        make_tie(office, tallinn, begins=f"{2000 + number}")
    assert held(page(office.omar, tallinn)) == {"ties": 7}
    rows = page(office.omar, tallinn, show="ties").context["entries"]
    assert [row.begins for row in rows] == [f"{year}" for year in range(2006, 1999, -1)]


@pytest.mark.parametrize(
    "query", [{"show": "nothing"}, {"show": "ties", "p": "9" * 30}, {"show": "timeline", "p": "x"}]
)
def test_an_odd_address_is_answered_all_the_same(query, office, tallinn):
    assert page(office.omar, tallinn, **query).status_code == 200


def test_what_has_nothing_to_do_with_the_subject_is_not_there(office):
    assert page(office.omar, office.strategy, show="claims").status_code == 404


def test_a_need_is_told_where_a_candidate_stands_on_its_shortlist_and_not_where_a_longer_number_does(office, tallinn):
    need = Need(text="Heat from sewers", owner=office.strategy, circle=office.staff)
    need.candidates = [Candidate(f"place:{tallinn.pk}", "Tallinn", tallinn.pk)]
    create(need, by=None)
    other = Need(text="Other", owner=office.strategy, circle=office.staff)
    other.candidates = [Candidate(f"place:{tallinn.pk}0", "Another", None)]
    create(other, by=None)
    assert held(page(office.omar, tallinn)) == {"needs": 1}


def snapshot():
    return Snapshot.objects.create(source="test", digest="x", state=Snapshot.State.LOADED)


def test_projects_with_us_come_first_and_are_counted_apart(office, tallinn, settings):
    city = make_place("Our city", "FI", 600_000)
    settings.CITY_GEONAMES_ID = city.pk
    shot = snapshot()
    body = {"source": "test", "snapshot": shot}
    named = NamedOrganisation.objects.create(name="Port", identity="i", key="o", **body)
    for number, places in enumerate([[tallinn], [tallinn, city], [tallinn, tallinn]]):
        project = Project.objects.create(key=f"p{number}", title=text(en=f"Project {number}"), begins="2019", **body)
        for part, place in enumerate(places):
            key = f"p{number}-{part}"
            Participation.objects.create(project=project, organisation=named, place=place, key=key, **body)
    response = page(office.omar, tallinn)
    projects = response.context["found"][0]
    assert (projects.count, projects.aside) == (3, "1 with us")
    assert [entry.name for entry in projects.entries][0] == "Project 1"
    # What is not with us is listed and not drawn.
    (sort,) = response.context["relations"]
    assert [node.name for node in sort.nodes] == ["Project 1", "and 2 more"]


def test_networks_in_common_are_told_from_claims_and_from_our_own_memberships(office, tallinn, settings):
    settings.CITY_GEONAMES_ID = make_place("Our city", "FI", 600_000).pk
    body = {"source": "test", "snapshot": snapshot()}
    baltic = Network.objects.create(key="ubc", name="Union of the Baltic Cities", acronym="UBC", **body)
    other = Network.objects.create(key="other", name="Other Cities", **body)
    for network in (other, baltic):
        MembershipClaim.objects.create(network=network, member="Tallinn", place=tallinn, key=network.key, **body)
    ubc = made(office, Organisation, name="Union of the Baltic Cities (UBC)", kind="network")
    made(office, Membership, office.team, organisation=ubc)
    assert page(office.omar, tallinn).context["found"][0].aside == "0 in common with us"
    networks = page(office.ella, tallinn).context["found"][0]
    assert (networks.aside, networks.entries[0].name) == ("1 in common with us", "UBC")
    # The network's own page knows its members from the same claims.
    assert held(page(office.omar, ubc)) == {"members": 1}


def test_a_claim_is_shown_as_one_and_a_contradiction_is_told(office, tallinn, settings):
    city = make_place("Our city", "FI", 600_000)
    settings.CITY_GEONAMES_ID = city.pk
    body = {"source": "twins", "collected": "2016", "snapshot": snapshot()}
    TieClaim.objects.create(place=tallinn, other=city, names="Tallinn – Our city", key="1", **body)
    TieClaim.objects.create(place=city, other=tallinn, names="Our city – Tallinn", key="2", **body)
    # A source may claim the pair for several parts of a city.
    TieClaim.objects.create(place=tallinn, other=city, names="Nõmme – Our city", key="3", **body)
    response = page(office.omar, tallinn)
    assert held(response) == {"claims": 1}
    assert "“Tallinn – Our city”, collected 2016 · claimed 3 times" in response.content.decode()
    assert "you see no tie with it" in response.context["contradiction"]
    make_tie(office, tallinn)
    assert "our register says otherwise" in page(office.omar, tallinn).context["contradiction"]
    make_tie(office, tallinn, kind="sister")
    assert page(office.omar, tallinn).context["contradiction"] == ""


def test_a_year_is_drawn_as_a_year_and_what_runs_runs_until_today(office, tallinn):
    make_tie(office, tallinn, begins="2014", ends="2014")
    make_tie(office, tallinn, begins="2018-05-29")
    line = timeline(gathered(Subject("place", tallinn), office.omar, DAY), DAY)
    wide = line.drawings[0]
    ended, running = sorted(wide.lanes[0].bars, key=lambda bar: bar.x)
    assert (ended.x + ended.width - ended.x) > 30
    assert abs(running.end - wide.today) < 1
    assert [year for year, _entries in line.years] == ["2018", "2014"]


def test_many_nodes_of_one_kind_leave_room_for_the_others(office, tallinn):
    for number in range(30):
        make_tie(office, tallinn, begins=f"{1990 + number}")
    made(office, Organisation, name="Harbour", place=tallinn)
    response = page(office.omar, tallinn)
    made_of = {sort.kind: sort for sort in response.context["relations"]}
    assert [len(made_of[kind].nodes) for kind in ("ties", "organisations", "units")] == [11, 1, 1]
    assert made_of["ties"].nodes[-1].name == "and 20 more"
    # The table says what the picture does.
    nodes = [spot.node.key for spot in response.context["pictures"][0].spots]
    assert sorted(nodes) == sorted(row.node.key for row in response.context["table"])


def test_names_of_one_side_never_lie_on_one_another(office, tallinn):
    for number in range(40):
        make_tie(office, tallinn, begins=f"{1980 + number}")
        made(office, Organisation, name=f"Body {number}", place=tallinn)
    made_of = relations.sorts(Subject("place", tallinn), gathered(Subject("place", tallinn), office.omar, DAY))
    for drawing in (layout.wide(made_of), layout.narrow(made_of)):
        for side in ("left", "right"):
            heights = sorted(
                [spot.y for spot in drawing.spots if spot.side == side]
                + [one.y for one in drawing.headings if one.side == side]
            )
            assert all(after - before >= 18 for before, after in zip(heights, heights[1:], strict=False))
            assert all(0 < y < drawing.height for y in heights)


def test_connections_between_nodes_are_drawn_and_told(office, tallinn):
    goal = made(office, Goal, name=text(en="Heat"), term="2025–2029")
    make_tie(office, tallinn, links={"goals": [goal.pk]})
    response = page(office.omar, tallinn)
    tie = next(row for row in response.context["table"] if row.node.kind == "ties")
    assert {other.name for other in tie.others} == {"Strategy", "Heat"}
    assert len(response.context["pictures"][0].chords) == 2


@pytest.mark.parametrize("kind", ["place", "organisation", "unit", "goal", "person"])
def test_a_page_asks_the_same_number_of_queries_however_much_there_is(kind, office, tallinn):
    seen = Seen(office, tallinn)
    row = {"unit": office.strategy}.get(kind) or getattr(seen, kind)

    def queries():
        # The second time: what is kept between requests is kept.
        page(office.omar, row)
        client = client_of(office.omar)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(about_url(row)).status_code == 200
        return len(caught)

    def fill(some):
        for number in some:
            goals = {"goals": [seen.goal.pk]}
            make_tie(office, tallinn, links=goals, begins=f"{1950 + number}")
            make_tie(office, None, organisation=seen.organisation, links=goals)
            made(office, Membership, organisation=seen.organisation, links=goals)
            there = made(office, Organisation, name=f"Body {number}", place=tallinn, parent=seen.organisation)
            links = {"places": [tallinn.pk], "organisations": [there.pk], "people": [seen.person.pk], **goals}
            made(office, Meeting, who="Them", about="It", next_step="Write", links=links)
            person = made(office, Person, family=f"Number {number}")
            create(Role(person=person, organisation=seen.organisation), by=None)
            create(Role(person=seen.person, organisation=there), by=None)
            create(Acquaintance(person=person, user=office.ella), by=None)
            tie = Tie.objects.filter(place=tallinn).latest("pk")
            create(EarlierStatus(tie=tie, status="prospect", since=f"{1900 + number}"), by=None)
            agreement = made(office, Agreement, tie=tie, title=text(en=f"Agreement {number}"), links=goals)
            create(Commitment(agreement=agreement, what=text(en="To write"), due="2020"), by=None)
            membership = Membership.objects.latest("pk")
            create(Seat(membership=membership, name=f"Board {number}", ends="2027"), by=None)
            create(Fee(membership=membership, year=2000 + number, amount=1), by=None)
            project = made(office, JointProject, name=text(en=f"Project {number}"), links=goals)
            create(ProjectPartner(project=project, organisation=there), by=None)
            made(office, Benefit, gave="Much", kind="learning", tie=tie, links=goals)
            secret_need(office, seen)

    fill(range(3))
    few = queries()
    # More than a page of anything shows, and than the picture has room for.
    fill(range(3, 15))
    assert queries() == few
    assert few <= 100


def test_search_and_record_pages_lead_here(office, tallinn):
    organisation = made(office, Organisation, name="Harbour", place=tallinn)
    said = told(client_of(office.omar).get(reverse("organisation:inspect", args=[organisation.pk])))
    assert about_url(organisation) in said
    assert about_url(tallinn) in said
    assert about_url(office.strategy) in said


def test_a_meeting_note_begins_with_the_name(office):
    said = told(client_of(office.omar).get(reverse("desk:log"), {"who": "Tallinn"}))
    assert 'value="Tallinn"' in said


def test_a_link_to_a_hidden_row_is_neither_named_nor_addressed(office, tallinn):
    secret = made(office, Organisation, office.team, name=MARK)
    tie = made(office, Tie, office.staff, place=tallinn, organisation=secret, kind="informal")
    said = told(client_of(office.omar).get(reverse("tie:inspect", args=[tie.pk])))
    assert MARK not in said
    assert str(secret.uid) not in said


def test_a_source_is_called_by_its_name_and_a_network_claimed_for_parts_of_a_city_is_drawn_once(office, tallinn):
    body = {"source": "city-networks", "snapshot": snapshot()}
    network = Network.objects.create(key="ubc", name="Union of the Baltic Cities", acronym="UBC", **body)
    for part in ("Tallinn", "Nõmme"):
        MembershipClaim.objects.create(network=network, member=part, place=tallinn, key=part, **body)
    ubc = made(office, Organisation, name="Union of the Baltic Cities (UBC)", kind="network")
    made(office, Membership, office.staff, organisation=ubc)
    response = page(office.omar, tallinn)
    (networks,) = response.context["found"]
    assert networks.aside == "1 in common with us"
    assert [entry.source for entry in networks.entries] == ["Memberships in city networks"] * 2
    assert networks.entries[0].source_url.endswith("/sources/#city-networks")
    assert [node.name for node in response.context["relations"][0].nodes] == ["UBC"]
