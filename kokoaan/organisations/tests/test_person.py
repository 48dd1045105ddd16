"""People: names, roles in time, details with circles of their own, and a page for each reader."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kokoaan.organisations.models import Person, Role
from kokoaan.organisations.tests.makers import make_detail, make_note, make_organisation, make_person, make_role
from kokoaan.people.models import Circle
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, delete
from kokoaan.records.undoing import undo


def page(user, person):
    response = client_of(user).get(reverse("person:inspect", args=[person.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("typed", ["Anna Example", "example anna", "Example, Anna", "Анна Пример", "ann"])
def test_a_person_is_called_by_any_of_their_names(typed, office):
    anna = make_person(office, "Example", "Anna", also="Анна Пример, Anna Before")
    make_person(office, "Other", "Bo")
    assert list(Person.objects.called(typed)) == [anna]


def test_a_name_is_written_in_the_order_of_the_person(office):
    assert str(make_person(office, "Example", "Anna")) == "Anna Example"
    assert str(make_person(office, "Example", "Anna", order="family")) == "Example Anna"
    with pytest.raises(ValidationError, match="Write a given name"):
        make_person(office, "", "")


def test_languages_are_typed_as_names_or_codes(office):
    assert make_person(office, languages="English, SV; ranska").languages == "en, sv, fr"
    with pytest.raises(ValidationError, match="“Klingonish” is not a language"):
        make_person(office, languages="en, Klingonish")


@pytest.mark.parametrize(("begins", "ends", "ok"), [("2014-03", "2014", True), ("2014-03", "2013-12-31", False)])
def test_a_role_that_ends_before_it_begins_is_refused(begins, ends, ok, office):
    person, body = make_person(office), make_organisation(office, "Body")
    if ok:
        assert make_role(person, body, begins=begins, ends=ends).is_over
        return
    with pytest.raises(ValidationError, match="The end is before the beginning"):
        make_role(person, body, begins=begins, ends=ends)
    assert not Role.objects.exists()


def test_the_same_role_stands_once(office):
    person, body = make_person(office), make_organisation(office, "Body")
    make_role(person, body, function="Mayor", begins="2020")
    make_role(person, body, function="Mayor", begins="2024")
    with pytest.raises(ValidationError, match="has that role there from that day already"):
        make_role(person, body, function="Mayor", begins="2020")


def test_people_are_found_by_what_they_do_now_and_where(office):
    anna, bo, cy = (make_person(office, "Example", name) for name in ("Anna", "Bo", "Cy"))
    port, secret = make_organisation(office, "Port of Tallinn"), make_organisation(office, "Zxq", office.team)
    make_role(anna, port, function="Harbour master")
    make_role(bo, port, function="Harbour master", ends="2019")
    make_role(cy, secret, function="Head of harbours")

    def found(role):
        response = client_of(office.omar).get(reverse("person:index"), {"role": role})
        return set(response.context["object_list"])

    assert found("harbour") == {anna, cy}
    assert found("master tallinn") == {anna}
    assert found("zxq") == set()


def test_the_main_role_is_one_that_is_held_now(office):
    person, body = make_person(office), make_organisation(office, "Body")
    make_role(person, body, function="Was", is_main=True, ends="2019")
    now = make_role(person, body, function="Is", begins="2020")
    make_role(person, body, function="Also is", begins="2018")
    assert person.main_role == now


def test_each_reader_sees_the_details_and_notes_of_their_circles(office):
    person = make_person(office)
    make_detail(office, person, "desk@example.org")
    make_detail(office, person, "+358 40 000 0000", kind="mobile", circle=office.team)
    make_note(office, person, "Likes trams.", circle=office.team)
    ella, omar = page(office.ella, person), page(office.omar, person)
    for private in ("+358 40 000 0000", "Likes trams.", "Strategy team"):
        assert private in ella
        assert private not in omar
    assert "mailto:desk@example.org" in omar


def test_the_page_asks_a_constant_number_of_questions(office, django_assert_max_num_queries):
    person = make_person(office)
    client, address = client_of(office.omar), reverse("person:inspect", args=[person.pk])
    client.get(address)
    for number in range(12):
        make_role(person, make_organisation(office, f"Body {number}"), function="Head")
        make_detail(office, person, f"a{number}@example.org")
    with django_assert_max_num_queries(45):
        client.get(address)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("email", "not an address"), ("phone", "call me"), ("web", "javascript:alert(1)"), ("web", "example")],
)
def test_a_detail_that_is_not_of_its_kind_is_refused(kind, value, office):
    with pytest.raises(ValidationError) as refused:
        make_detail(office, make_person(office), value, kind=kind)
    assert list(refused.value.error_dict) == ["value"]


def test_a_detail_is_not_open_to_all_when_the_person_is_not(office):
    everyone = Circle.objects.get(pk=Circle.EVERYONE)
    with pytest.raises(ValidationError, match="Not everyone sees the person"):
        make_detail(office, make_person(office), "a@example.org", circle=everyone)
    person = make_person(office, circle=everyone)
    make_detail(office, person, "a@example.org", circle=everyone)
    with pytest.raises(ValidationError, match="Narrow those first"):
        change(person, {"circle": office.staff}, by=None)


def test_a_person_goes_with_their_roles_and_comes_back_with_them(office):
    person = make_person(office)
    make_role(person, make_organisation(office, "Body"), function="Head")
    done = delete(person, by=None)
    assert not Role.objects.exists()
    undo(done, by=None)
    assert Role.objects.get().person == person


def test_the_list_tells_whom_nobody_looks_after(office):
    kept = make_person(office, "Kept", basis="task", retain_until="2099-01-01")
    change(kept, {"confirmed": "2026-11-01"}, by=None)
    make_person(office, "Over", basis="task", retain_until="2020-01-01")
    make_person(office, "Baseless")
    client, index = client_of(office.omar), reverse("person:index")

    def listed(care):
        said = client.get(index, {"care": care}).content.decode()
        return {name for name in ("Kept", "Over", "Baseless") if f"Esimerkki {name}" in said}

    assert [listed(care) for care in ("over", "basis", "never", "any")] == [
        {"Over"},
        {"Baseless"},
        {"Over", "Baseless"},
        {"Over", "Baseless"},
    ]


def test_a_role_is_added_from_the_page_and_leads_back_to_it(office):
    person, body = make_person(office), make_organisation(office, "Body")
    client = client_of(office.omar)
    add = f"{reverse('role:add')}?person={person.pk}"
    assert add in page(office.omar, person)
    assert str(person) in client.get(add).content.decode()
    response = client.post(add, {"person": str(person), "organisation": "Body", "function": "Head"})
    assert response.url == reverse("person:inspect", args=[person.pk])
    assert (Role.objects.get().organisation, Role.objects.get().circle) == (body, person.circle)


def test_the_list_says_what_people_do_in_a_constant_number_of_questions(office, django_assert_max_num_queries):
    for number in range(12):
        make_role(make_person(office, f"P{number}"), make_organisation(office, f"Body {number}"), function="Head")
    client = client_of(office.omar)
    client.get(reverse("person:index"))
    with django_assert_max_num_queries(35):
        said = client.get(reverse("person:index")).content.decode()
    assert "Head, Body 11" in said
