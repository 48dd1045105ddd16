"""A need's shortlist, and what became of it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from kokoaan.finder.keeping import keep
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate, Stage
from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind, NamedOrganisation, Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.tests.makers import make_post, make_user
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.strategy.models import Goal

AARHUS = Candidate("place:2", "Aarhus", place=2)


@pytest.fixture
def need(people):
    """Omar's need, seen by staff, with Aarhus on its shortlist, for one goal."""
    city, staff = people["units"]["city"], people["circles"]["staff"]
    goal = create(Goal(name=text(en="Less coal"), term="2025–2029", owner=city, circle=staff), None)
    need = Need(text="heat without coal", owner=city, circle=staff)
    need.candidates = [AARHUS]
    need.links = {"goals": [goal.pk]}
    return create(need, people["omar"])


def weigh(client, need, key="place:2", version=None, **changed):
    form = {"key": key, "pro": "", "con": "", "stage": "open", "why": "", "expected_version": version or need.version}
    response = client.post(reverse("need:weigh", args=[need.pk]), {**form, **changed}, follow=True)
    need.refresh_from_db()
    return " ".join(response.content.decode().split())


def test_reasons_for_and_against_are_kept_and_shown(client, people, need, house):
    client.force_login(people["omar"])
    weigh(client, need, pro="Knows it best.", con="Far away.")
    page = client.get(reverse("need:inspect", args=[need.pk])).content.decode()
    assert "Knows it best." in page
    assert "Far away." in page


def test_a_tie_that_the_asker_sees_is_not_told_to_the_readers_of_the_need(client, people, need, house):
    ella, strategy = people["ella"], people["units"]["strategy"]
    secret = {"decision": "SECRET-1", "owner": strategy, "circle": people["circles"]["strategy"]}
    create(Tie(place_id=3, kind="sister", **secret), ella)
    client.force_login(ella)
    client.post(reverse("need:shortlist", args=[need.pk]), {"key": "place:3"})
    need.refresh_from_db()
    assert need.candidates[1].place == 3
    assert "SECRET-1" not in str(need.shortlist)


def test_a_contacted_candidate_takes_the_need_with_it_and_never_back(client, people, need, house):
    client.force_login(people["omar"])
    weigh(client, need, stage="contacted")
    assert need.stage == Stage.CONTACTED
    weigh(client, need, stage="open")
    assert need.stage == Stage.CONTACTED


def test_dropping_without_a_reason_saves_nothing_and_says_so(client, people, need, house):
    client.force_login(people["omar"])
    assert "Say why Aarhus was dropped" in weigh(client, need, stage="dropped")
    assert need.candidates == [AARHUS]


def test_agreeing_makes_one_prospect_tie_for_those_who_see_the_need(client, people, need, house):
    client.force_login(people["omar"])
    weigh(client, need, stage="agreed")
    weigh(client, need, stage="agreed", pro="Signed soon.")
    tie = Tie.objects.get()
    assert (tie.place_id, tie.status, tie.circle, tie.owner) == (2, Tie.Status.PROSPECT, need.circle, need.owner)
    assert list(tie.goals.all()) == list(need.goals.all())
    assert need.stage == Stage.AGREED
    assert need.candidates[0].tie == str(tie.uid)


def test_agreeing_with_an_organisation_keeps_it_as_a_record_of_ours(client, people, need, house):
    identity = NamedOrganisation.objects.get(name="Union of Heat").identity
    union = Candidate(f"organisation:{identity}", "Union of Heat", organisation=identity)
    change(need, {"shortlist": [{**row} for row in need.shortlist] + as_rows(union)}, people["omar"])
    client.force_login(people["omar"])
    weigh(client, need, key=union.key, stage="agreed")
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.kind) == ("Union of Heat", Kind.INTERNATIONAL)
    assert Tie.objects.get().organisation == organisation


def as_rows(*candidates):
    need = Need()
    need.candidates = list(candidates)
    return need.shortlist


def test_the_second_saver_is_told_and_overwrites_nothing(client, people, need, house):
    client.force_login(people["omar"])
    seen = need.version
    change(need, {"deadline": "2027-01-01"}, people["ella"])
    assert "Nothing was saved." in weigh(client, need, version=seen, pro="Too late.")
    assert need.candidates == [AARHUS]


def test_an_answer_is_kept_once_and_taken_off(client, people, need, house):
    client.force_login(people["omar"])
    address = reverse("need:shortlist", args=[need.pk])
    for _time in range(2):
        assert client.post(address, {"key": "place:3", "search": "need=heat"}).url == "/office/find/?need=heat"
    need.refresh_from_db()
    assert [one.name for one in need.candidates] == ["Aarhus", "Gdansk"]
    client.post(address, {"key": "place:2", "remove": "1", "expected_version": need.version})
    need.refresh_from_db()
    assert [one.name for one in need.candidates] == ["Gdansk"]


def test_what_others_did_to_the_shortlist_meanwhile_is_not_lost(client, people, need, house):
    read_before = Need.objects.get(pk=need.pk)
    weigh(client_of(people["omar"]), need, pro="They answered.")
    keep(read_before, "place:3", people["ella"])
    need.refresh_from_db()
    assert [(one.name, one.pro) for one in need.candidates] == [("Aarhus", "They answered."), ("Gdansk", "")]
    client.force_login(people["ella"])
    address, form = reverse("need:shortlist", args=[need.pk]), {"key": "place:2", "remove": "1"}
    said = client.post(address, {**form, "expected_version": need.version - 1}, follow=True).content.decode()
    assert "Nothing was saved." in said
    need.refresh_from_db()
    assert len(need.candidates) == 2


@pytest.mark.parametrize("page", ["need:shortlist", "need:weigh"])
def test_a_hidden_need_does_not_exist_and_a_seen_one_wants_the_verb(client, people, need, page):
    client.force_login(people["ada"])
    assert client.post(reverse(page, args=[need.pk]), {"key": "place:2"}).status_code == 404
    reader = make_user("reader")
    make_post(reader, people["units"]["city"])
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_need"]))
    client.force_login(reader)
    assert client.post(reverse(page, args=[need.pk]), {"key": "place:2"}).status_code in {302, 403}
    need.refresh_from_db()
    assert need.candidates == [AARHUS]


def test_what_became_of_our_needs_lists_visible_needs_by_stage_with_their_ties(client, people, need, house):
    client.force_login(people["omar"])
    weigh(client, need, stage="agreed")
    secret = Need(text="secret plan", owner=people["units"]["strategy"], circle=people["circles"]["strategy"])
    create(secret, people["ella"])
    page = client.get(reverse("need:outcomes")).content.decode()
    assert "heat without coal" in page
    assert "1 agreed" in page
    assert str(Tie.objects.get()) in page
    assert "secret plan" not in page


def test_a_saved_need_is_searched_again_with_all_that_was_asked(client, people, need, house):
    change(need, {"where": "nordic", "unusual": True}, people["omar"])
    client.force_login(people["omar"])
    page = client.get(reverse("need:inspect", args=[need.pk]))
    again = client.get(page.context["search_again"])
    assert again.context["form"].question.where == "nordic"
    assert again.context["form"].question.unusual
    assert again.context["need"] == need
