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
