"""Adding something from anywhere, in a few fields."""

import pytest

from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.world import load_world
from kokoaan.records.changing import create
from kokoaan.records.models import ChangeSet
from kokoaan.records.undoing import undo


def shown(office, what, **data):
    client = client_of(office.omar)
    address = f"/office/add/{what}/"
    page = client.get(address)
    assert page.status_code == 200
    form = page.context["form"]
    given = {name: form.initial.get(name, "") for name in ("owner", "circle") if name in form.fields}
    return client.post(address, {**given, **data})


def test_the_kinds_that_one_may_add_are_offered(office):
    page = client_of(office.omar).get("/office/add/")
    names = [kind.name for kind in page.context["kinds"]]
    assert names[:4] == ["meeting", "organisation", "person", "tie"]
    office.omar.groups.clear()
    assert client_of(office.omar).get("/office/add/").status_code == 403


def test_an_organisation_is_added_with_its_name_alone(office):
    answer = shown(office, "organisation", name="Port of Tallinn", kind="company")
    assert answer.status_code == 302
    row = Organisation.objects.get()
    assert (row.name, row.owner, row.circle) == ("Port of Tallinn", office.streets, office.staff)


def test_one_goes_back_to_where_one_was_and_nowhere_else(office):
    for back, leads in (
        ("/office/tie/?q=x", "/office/tie/?q=x"),
        ("https://example.org/office/", None),
        ("/en/", None),
    ):
        answer = shown(office, "organisation", name=f"Port {back}", kind="company", back=back)
        assert answer.url == (leads or "/office/add/organisation/")


def test_a_link_that_is_not_there_is_offered_and_added_in_the_same_save(office):
    load_world()
    tie = {"place": "Turku", "organisation": "Port of Turku", "kind": "partner", "status": "active"}
    page = shown(office, "tie", **tie)
    assert page.context["form"].offers["organisation"][0] == "Port of Turku"
    assert not Organisation.objects.exists()
    before = ChangeSet.objects.count()
    assert shown(office, "tie", **tie, **{"new-organisation": "Port of Turku"}).status_code == 302
    row = Tie.objects.get()
    assert (str(row.organisation), row.organisation.circle) == ("Port of Turku", row.circle)
    assert ChangeSet.objects.count() == before + 1
    undo(ChangeSet.objects.first(), office.omar)
    assert not Tie.objects.exists()
    assert not Organisation.objects.exists()


def test_a_required_link_can_be_new_too(office):
    membership = {"organisation": "Harbour League", "level": "member", "status": "active", "begins": "2020"}
    assert shown(office, "membership", **membership).context["form"].offers
    assert shown(office, "membership", **membership, **{"new-organisation": "Harbour League"}).status_code == 302
    assert Organisation.objects.get().name == "Harbour League"


def test_what_was_asked_to_be_added_is_not_what_is_typed_now(office):
    membership = {"organisation": "Harbour Union", "level": "member", "status": "active", "new-organisation": "Other"}
    assert "organisation" in shown(office, "membership", **membership).context["form"].errors
    assert not Organisation.objects.exists()


def test_one_that_is_there_is_linked_and_not_offered(office):
    there = create(Organisation(name="Harbour League", owner=office.strategy, circle=office.staff), None)
    membership = {"organisation": "harbour league", "level": "member", "status": "active"}
    assert shown(office, "membership", **membership, **{"new-organisation": "harbour league"}).status_code == 302
    assert list(Organisation.objects.all()) == [there]


def test_a_bad_field_writes_nothing(office):
    membership = {"organisation": "Harbour League", "level": "member", "status": "active", "begins": "soon"}
    page = shown(office, "membership", **membership, **{"new-organisation": "Harbour League"})
    assert "begins" in page.context["form"].errors
    assert page.content.count(b'name="new-organisation"') == 1, "what was asked for is kept"
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("kind", ["goal", "circle", "nothing"])
def test_kinds_without_a_quick_form_have_no_such_page(office, kind):
    assert client_of(office.omar).get(f"/office/add/{kind}/").status_code == 404


def test_what_may_be_there_already_is_shown_before_it_is_added_again(office):
    there = create(Organisation(name="Port of Tallinn", owner=office.strategy, circle=office.staff), None)
    page = shown(office, "organisation", name="Port of Talinn", kind="unknown")
    assert [like.record for like in page.context["likes"]] == [there]
    assert Organisation.objects.count() == 1
    assert shown(office, "organisation", name="Port of Talinn", kind="unknown", add_anyway="1").status_code == 302
    assert Organisation.objects.count() == 2


def test_a_second_running_tie_of_the_kind_with_the_same_place_asks_first(office):
    load_world()
    turku = {"place": "Turku", "kind": "partner", "status": "active"}
    assert shown(office, "tie", **turku).status_code == 302
    page = shown(office, "tie", **turku)
    assert "A tie of this kind with the same side goes on already" in page.content.decode()
    assert Tie.objects.count() == 1
    assert shown(office, "tie", **turku, add_anyway="1").status_code == 302
    assert shown(office, "tie", **{**turku, "kind": "sister"}).status_code == 302
    assert shown(office, "tie", **{**turku, "status": "ended"}).status_code == 302
    assert Tie.objects.count() == 4


def test_a_tie_that_the_person_does_not_see_is_not_told_of(office):
    load_world()
    hidden = Tie(place_id=633679, kind="partner", status="active", owner=office.strategy, circle=office.team)
    create(hidden, by=office.ella)
    assert shown(office, "tie", place="Turku", kind="partner", status="active").status_code == 302


def test_a_second_membership_of_the_same_network_asks_first(office):
    network = Organisation(name="Eurocities", owner=office.strategy, circle=office.staff)
    create(network, by=office.ella)
    given = {"organisation": "Eurocities", "level": "member", "status": "active", "begins": "2019"}
    assert shown(office, "membership", **given).status_code == 302
    page = shown(office, "membership", **given)
    assert "A membership in the same organisation goes on already" in page.content.decode()
    assert shown(office, "membership", **given, add_anyway="1").status_code == 302


def test_a_project_of_nearly_the_same_name_asks_first(office):
    given = {"name_en": "Smart Harbours of the Baltic", "stage": "idea"}
    assert shown(office, "jointproject", **given).status_code == 302
    page = shown(office, "jointproject", **{**given, "name_en": "Smart Harbors of the Baltic"})
    assert "They are spelt almost the same" in page.content.decode()


def test_what_is_typed_is_asked_about_for_every_kind_that_is_compared(office):
    load_world()
    shown(office, "tie", place="Turku", kind="partner", status="active")
    client = client_of(office.omar)
    asked = {"record": "tie", "place": "Åbo", "kind": "partner", "organisation": ""}
    assert "goes on already" in client.get("/office/duplicates/typed/", asked).content.decode()
    for place in ("Nowhere at all", ""):
        answer = client.get("/office/duplicates/typed/", {**asked, "place": place})
        assert (answer.status_code, answer.content.decode().strip()) == (200, "")
    assert 'data-fields="place organisation kind"' in client.get("/office/add/tie/").content.decode()
