import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from kokoaan.desk.models import Meeting
from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.organisations.tests.makers import make_organisation, make_person, make_role
from kokoaan.partners.models import Agreement, Clause
from kokoaan.people.tests.office import client_of
from kokoaan.places.fields import place_named
from kokoaan.places.gazetteer import load_gazetteer
from kokoaan.places.tests.makers import make_place
from kokoaan.places.tests.world import load_world, make_spot
from kokoaan.records.changing import create
from kokoaan.records.register.linking import RecordField
from kokoaan.search.tests.makers import make_concept


def suggested(user, typed, kind="who"):
    response = client_of(user).get(reverse("desk:suggest"), {"kind": kind, "q": typed})
    assert response.status_code == 200
    return response.json()["rows"]


def test_a_place_is_suggested_by_any_name_with_what_it_is(office):
    load_world()
    found = suggested(office.omar, "åbo")
    assert [(row["value"], row["label"], row["what"]) for row in found] == [("Turku", "Åbo: Turku", "city · Finland")]


def test_two_letters_suggest_what_places_are_really_called(office):
    load_world()
    assert [row["value"] for row in suggested(office.omar, "so")] == ["Sofia"]
    assert suggested(office.omar, "со") == []
    assert [row["value"] for row in suggested(office.omar, "соф")] == ["Sofia"]


def test_larger_places_come_first(office):
    load_world()
    assert [row["what"] for row in suggested(office.omar, "Paris")] == ["city · France", "city · United States"]


def test_a_hidden_organisation_is_never_suggested(office):
    for name, circle in (("Harbour One", office.staff), ("Harbour Two", office.team)):
        create(Organisation(name=name, owner=office.strategy, circle=circle), by=None)
    assert [row["value"] for row in suggested(office.omar, "harb")] == ["Harbour One"]
    assert [row["value"] for row in suggested(office.ella, "harb")] == ["Harbour One", "Harbour Two"]
    assert [row["value"] for row in suggested(office.omar, "one")] == ["Harbour One"]


@pytest.mark.parametrize("typed", ["", "a", " ,", "%", "__"])
def test_too_little_typed_suggests_nothing(office, typed):
    make_place("Aa", "FI", 1)
    assert suggested(office.omar, typed) == []


def test_clauses_are_suggested_within_the_agreement_by_number_or_words(office):
    made = {}
    for title, circle in (("On trams", office.staff), ("On ferries", office.staff), ("Secret", office.team)):
        agreement = create(Agreement(title=text(en=title), owner=office.strategy, circle=circle), by=None)
        made[title] = create(Clause(agreement=agreement, number="3", heading=text(en="Costs"), text=text(en="x")), None)

    def within(typed, whole):
        asked = {"kind": "clause", "q": typed, "within": whole}
        rows = client_of(office.omar).get(reverse("desk:suggest"), asked).json()["rows"]
        return [row["key"] for row in rows]

    assert within("3", "On trams") == within("cos", "On trams") == [f"clause:{made['On trams'].pk}"]
    assert within("3", "Secret") == within("3", "No such") == within("9", "On trams") == []


def test_themes_are_suggested_in_any_language(office):
    make_concept(fi="kaukolämpö", en="district heating")
    assert [row["value"] for row in suggested(office.omar, "kauko", "theme")] == ["kaukolämpö"]
    make_concept(fi="kaukoliikenne")
    assert [row["value"] for row in suggested(office.omar, "kauko", "theme")] == ["kaukolämpö", "kaukoliikenne"]


def test_a_place_field_gets_the_country_too(office):
    load_world()
    assert suggested(office.omar, "Valenc", "place")[0]["value"] == "Valencia, Venezuela"


def test_another_kind_is_refused(office):
    assert client_of(office.omar).get(reverse("desk:suggest"), {"kind": "user", "q": "ella"}).status_code == 400


def test_suggesting_asks_few_queries(office, django_assert_max_num_queries):
    load_world()
    client = client_of(office.omar)
    with django_assert_max_num_queries(20):
        client.get(reverse("desk:suggest"), {"kind": "who", "q": "pa"})


def test_each_of_one_name_is_suggested_so_that_the_field_takes_it(office):
    rows = [create(Organisation(name="Springfield", owner=office.strategy, circle=office.staff), None) for _ in "12"]
    field = RecordField(Organisation)
    field.user = office.omar
    values = [row["value"] for row in suggested(office.omar, "spring", "organisation")]
    assert [field.clean(value) for value in values] == rows
    hidden = create(Organisation(name="Springfield Hall", owner=office.strategy, circle=office.team), None)
    assert [row["label"] for row in suggested(office.omar, "hall", "organisation")] == []
    assert [row["value"] for row in suggested(office.ella, "hall", "organisation")] == [str(hidden)]


def test_every_kind_of_record_that_is_called_something_can_be_asked_for(office):
    meeting = create(Meeting(who="Turku Energy", about="Heat", owner=office.strategy, circle=office.team), None)
    assert [row["value"] for row in suggested(office.ella, "turku", "meeting")] == [str(meeting)]
    assert suggested(office.omar, "turku", "meeting") == []


def test_a_kind_that_is_not_called_anything_is_refused(office):
    assert client_of(office.omar).get(reverse("desk:suggest"), {"kind": "circle", "q": "staff"}).status_code == 400


def test_a_contact_is_suggested_with_what_they_do_now(office):
    anna = make_person(office, "Example", "Anna")
    make_person(office, "Example", "Hidden", circle=office.team)
    make_role(anna, make_organisation(office, "Port"), function="Harbour master")
    expected = {
        "value": "Anna Example",
        "label": "Anna Example",
        "what": "Harbour master, Port",
        "key": f"person:{anna.pk}",
    }
    assert suggested(office.omar, "exam") == [expected]
    assert suggested(office.omar, "exam", kind="person") == [expected]


def test_an_organisation_is_suggested_by_the_name_that_was_typed(office):
    make_organisation(office, "European Commission", names=text(fi="Euroopan komissio"))
    (found,) = suggested(office.omar, "euroopan", kind="organisation")
    assert (found["value"], found["label"]) == ("European Commission", "Euroopan komissio: European Commission")


def test_namesakes_are_told_apart_by_their_numbers(office):
    rows = [make_person(office, "Example", "Anna") for _number in range(2)]
    values = {row["value"] for row in suggested(office.omar, "anna", kind="person")}
    assert values == {f"Anna Example #{row.pk}" for row in rows}


def test_springfields_are_told_apart_and_what_is_written_is_taken(office):
    spots = [
        make_spot(1000 + at, "Springfield", "US", 170_000 - at, (30.0 + at, -80.0 - at), region=state)
        for at, state in enumerate(["MO", "MA", "IL"])
    ]
    load_gazetteer(spots, quiet=True)
    rows = suggested(office.omar, "Springf", "place")
    assert [(row["value"], row["what"]) for row in rows] == [
        (
            f"Springfield, {state}, United States (#{1000 + at})",
            f"city · {state}, United States · {170_000 - at:,} inhabitants · #{1000 + at}",
        )
        for at, state in enumerate(["Missouri", "Massachusetts", "Illinois"])
    ]
    assert [place_named(row["value"]).pk for row in rows] == [1000, 1001, 1002]
    assert "Illinois" in suggested(office.omar, "Springf", "who")[2]["what"]


def test_places_are_suggested_in_the_language_of_the_reader(office):
    stockholm = make_spot(2673730, "Stockholm", "SE", 1_515_017, (59.33, 18.07))
    load_gazetteer([stockholm], quiet=True)
    UserProfile.objects.create(user=office.omar, preferred_language="fi")
    (row,) = suggested(office.omar, "Stockho", "place")
    assert (row["value"], row["label"]) == ("Tukholma, Ruotsi", "Stockholm: Tukholma")
    assert suggested(office.omar, "Tukhol", "place")[0]["label"] == "Tukholma"
