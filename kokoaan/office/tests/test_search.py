import pytest
from django.urls import reverse

from kokoaan.organisations.models import Organisation
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import create
from kokoaan.search.tests.conftest import index
from kokoaan.search.tests.makers import make_concept, make_place, make_project

__all__ = ["index"]
SEARCH = "/office/search/"


@pytest.fixture
def found(office, index):
    """All that a search by this person shows."""

    def ask(user, query, **more):
        index()
        return client_of(user).get(SEARCH, {"q": query, **more})

    return ask


def test_a_record_leads_to_its_page_and_a_hidden_one_is_not_found(office, found):
    seen = create(Organisation(name="Harbour One", owner=office.city, circle=office.staff), by=None)
    create(Organisation(name="Harbour Two", owner=office.city, circle=office.team), by=None)
    response = found(office.omar, "harbour")
    assert [(one.title, one.url) for one in response.context["results"]] == [
        ("Harbour One", reverse("organisation:inspect", args=[seen.pk]))
    ]
    assert "Harbour Two" not in response.content.decode()


def test_a_passage_is_marked_in_its_own_language(office, found):
    make_project("7", "Kaukolämpö ilman hiiltä", "Kaukolämpö tehdään lämpöpumpuilla.", lang="fi")
    said = found(office.omar, "kaukolämpö").content.decode()
    assert 'href="/projects/keep-eu/7/"' in said
    assert '<p lang="fi"><mark>Kaukolämpö</mark> ilman' in said


def test_what_a_source_wrote_is_text_and_not_markup(office, found):
    make_project("8", "Heat <script>alert(1)</script>", "Heat <b>pumps</b>.")
    said = found(office.omar, "heat").content.decode()
    assert "<script>alert" not in said
    assert "<b>pumps" not in said


def test_places_and_concepts_lead_somewhere(office, found):
    make_place(5, "Tallinn", 400_000, "Reval")
    make_concept(en="trams")
    assert found(office.omar, "reval").context["results"][0].url == "/office/about/place/5/"
    assert found(office.omar, "trams").context["results"][0].url.startswith(SEARCH)


def test_only_the_kind_that_was_asked_for_is_shown(office, found):
    make_concept(en="trams")
    make_project("1", "Trams")
    assert {one.kind for one in found(office.omar, "trams", kind="concept").context["results"]} == {"Concept"}
    assert len(found(office.omar, "trams", kind="nonsense").context["results"]) == 2


def test_results_come_in_pages(office, found):
    for number in range(23):
        make_project(str(number), f"Trams {number}")
    first = found(office.omar, "trams")
    assert (len(first.context["results"]), first.context["before"]) == (20, "")
    second = client_of(office.omar).get(SEARCH + first.context["after"])
    assert (second.context["number"], second.context["after"]) == (2, "")
    assert not {one.url for one in first.context["results"]} & {one.url for one in second.context["results"]}
    assert client_of(office.omar).get(SEARCH, {"q": "trams", "p": "99999999999"}).status_code == 200


def test_an_empty_answer_and_an_empty_question_say_what_to_do(office, found):
    assert "Try fewer or other words" in found(office.omar, "xyzzy").content.decode()
    assert "Type a name or a few words" in found(office.omar, "").content.decode()


def test_an_index_in_trouble_is_answered_with_what_to_do(office, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "nothing"
    response = client_of(office.omar).get(SEARCH, {"q": "trams"})
    assert response.status_code == 200
    assert "kokoaan index" in response.content.decode()


def test_the_sidebar_and_the_keys_lead_to_the_search(office):
    said = client_of(office.omar).get("/office/").content.decode()
    assert "wagtail.sidebar.SearchModule" in said
    assert 'data-search-url="/office/search/"' in said


def test_what_is_called_just_so_comes_before_what_mentions_it_more_often(office, found):
    make_place(5, "Tallinn", 400_000)
    told = "Tallinn and Tallinn with Tallinn, in Tallinn"
    create(Organisation(name="Euregio Tallinn Tallinn", notes=told, owner=office.city, circle=office.staff), by=None)
    titles = [one.title for one in found(office.omar, "tallinn").context["results"]]
    assert titles[0] == "Tallinn"
    assert "Euregio Tallinn Tallinn" in titles


def test_a_place_is_first_by_its_name_in_any_language_before_bodies_that_are_named_after_it(office, found):
    for number in range(25):
        told = f"Tukholma ja Tukholma, Tukholma {number}"
        create(Organisation(name=f"Tukholma {number}", notes=told, owner=office.city, circle=office.staff), by=None)
    make_place(6, "Stockholm", 1_500_000, "Tukholma")
    results = found(office.omar, "tukholma").context["results"]
    assert results[0].title == "Stockholm"
    assert {one.kind for one in results[1:]} == {"Organisation"}
