import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import create
from kokoaan.records.models import ChangeSet, SavedView
from kokoaan.records.models.saved_view import normal


def make_view(office, **changed):
    fields = {"name": "Asleep", "kind": "tie", "query": "status=dormant", "owner": office.city, "circle": office.staff}
    return create(SavedView(**{**fields, **changed}), by=None)


def make_tie(office, name, **changed):
    fields = {"kind": "partner", "status": "dormant", "owner": office.streets, "circle": office.staff, **changed}
    return create(Tie(place=make_place(name, "EE"), **fields), by=None)


def opened(user, view):
    return client_of(user).get(reverse("savedview:open", args=[view.uid]), follow=True)


def test_one_question_has_one_spelling():
    assert normal("?status=active&p=2&q=&kind=sister") == normal("kind=sister&status=active&export=csv")


def test_a_view_is_saved_from_its_list_and_opens_it_with_the_same_filters(office):
    client = client_of(office.omar)
    listed = client.get(reverse("tie:index") + "?status=dormant&p=1&ordering=-begins")
    form = client.get(listed.context["saved"].save_url).context["form"]
    given = {name: form[name].value() for name in ("kind", "query", "owner", "circle")}
    assert given["query"] == "ordering=-begins&status=dormant"
    response = client.post(reverse("savedview:add"), {**given, "name": "Asleep"})
    view = SavedView.objects.get()
    assert response.url == f"/office/view/{view.uid}/"
    assert client.get(response.url).url == f"/office/tie/?ordering=-begins&status=dormant&view={view.uid}"
    assert ChangeSet.objects.filter(by=office.omar).exists()


def test_a_view_shows_each_person_the_rows_that_they_see(office):
    make_tie(office, "Tallinn")
    make_tie(office, "Secretville", circle=office.team)
    make_tie(office, "Riga", status="active")
    view = make_view(office)
    assert opened(office.omar, view).context["items_count"] == 1
    assert opened(office.ella, view).context["items_count"] == 2


def test_a_view_of_another_circle_does_not_exist(office):
    view = make_view(office, circle=office.team, name="Secret view")
    assert opened(office.omar, view).status_code == 404
    said = client_of(office.omar).get(f"{reverse('tie:index')}?view={view.uid}").content.decode()
    assert "Secret view" not in said
    assert "Secret view" in opened(office.ella, view).content.decode()


def test_filters_of_an_older_version_are_passed_over_and_told(office):
    make_tie(office, "Tallinn")
    view = make_view(office, query="colour=blue&status=dormant")
    response = opened(office.omar, view)
    assert (response.context["items_count"], response.context["saved"].passed_over) == (1, ["colour"])
    assert "Passed over" in response.content.decode()
    broken = make_view(office, query="status=melted")
    assert opened(office.omar, broken).context["saved"].passed_over == ["status"]


def test_a_list_shows_its_own_views_only(office):
    make_view(office, name="Of ties")
    make_view(office, name="Of meetings", kind="meeting", query="")
    said = client_of(office.omar).get(reverse("tie:index")).content.decode()
    assert "Of ties" in said
    assert "Of meetings" not in said


@pytest.mark.parametrize("kind", ["nothing", "", "account_logout", "circle"])
def test_a_view_of_no_list_is_refused(office, kind):
    with pytest.raises(ValidationError, match="list|blank"):
        make_view(office, kind=kind)
    assert not SavedView.objects.exists()


def test_a_view_is_renamed_and_deleted_as_any_record(office):
    view, client = make_view(office), client_of(office.omar)
    form = {"name": "Sleeping", "kind": "tie", "query": view.query, "owner": view.owner_id, "circle": view.circle_id}
    client.post(reverse("savedview:edit", args=[view.pk]), {**form, "expected_version": view.version})
    view.refresh_from_db()
    assert (view.name, view.query) == ("Sleeping", "status=dormant")
    client.post(reverse("savedview:delete", args=[view.pk]))
    assert not SavedView.objects.exists()
