"""The library: one box, filters, why it matched, and who sees what."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kokoaan.lib.text import text
from kokoaan.library.tests.makers import make_fact, make_place, make_practice
from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Adoption
from kokoaan.records.changing import create
from kokoaan.search.tests.makers import make_concept

pytestmark = pytest.mark.django_db
PUBLIC, OFFICE = "/en/practices/", "/office/library/"
HEAT = "The city takes coal out of district heating, so that emissions fall."
CARE = "Nurses visit old people who live at home and need care."
TITLE = re.compile(r'<h3[^>]*>.*?<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return [title for _url, title in TITLE.findall(response.content.decode())]


def said(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_everyone_sees_public_practices_and_those_in_waiting_and_circles_see_theirs(office):
    make_fact("1", "In waiting")
    make_practice("Of staff", office["city"], office["staff"])
    for client, address, seen in (
        (Client(), PUBLIC, {"In waiting"}),
        (client_of(office["omar"]), PUBLIC, {"In waiting"}),
        (client_of(office["ada"]), OFFICE, {"In waiting"}),
        (client_of(office["omar"]), OFFICE, {"In waiting", "Of staff"}),
    ):
        assert set(titles(client, address)) == seen
        assert f"{len(seen)} of {len(seen)} practices." in said(client, address)


def test_a_project_of_a_source_without_practices_is_not_in_the_library(office):
    make_fact("1", "A research project", source="cordis")
    assert titles(Client(), PUBLIC) == []


def test_a_fact_that_a_practice_of_the_reader_tells_of_is_shown_once(office):
    make_fact("jrc:7", "As the source tells it")
    make_practice("As we tell it", office["city"], office["staff"], fact="jrc:jrc:7")
    assert titles(client_of(office["omar"]), OFFICE) == ["As we tell it"]
    assert titles(client_of(office["ada"]), OFFICE) == ["As the source tells it"]


def test_each_filter_narrows_and_says_how_many_are_left(office):
    helsinki, nairobi = make_place("Helsinki"), make_place("Nairobi", "KE", 4_000_000)
    ours = make_practice(
        "Ours", office["city"], place=helsinki, stage="in_use", begins="2020", measured=True, origin="ours"
    )
    ours.themes.add(make_concept(en="district heating", fi="kaukolämpö"))
    create(Adoption(practice=ours, unit=office["city"], stage="in_use"), None)
    seen = make_practice("Found", office["city"], place=nairobi, origin="found", results=text(en="It worked."))
    create(Adoption(practice=seen, unit=office["city"], stage="seen"), None)
    make_fact("1", "In waiting", place=nairobi, stage="pilot", themes=["District heating"], summary="So it is.")
    for asked, left in (
        ("theme=district+heating", {"Ours", "In waiting"}),
        ("place=Nairobi", {"Found", "In waiting"}),
        ("region=AF", {"Found", "In waiting"}),
        ("region=nordic", {"Ours"}),
        ("region=eu-countries", {"Ours"}),
        ("size=metropolis", {"Found", "In waiting"}),
        ("stage=pilot", {"In waiting"}),
        ("evidence=measured", {"Ours"}),
        ("evidence=stated", {"Found"}),
        ("evidence=none", {"In waiting"}),
        ("adopted=any", {"Ours"}),
        (f"adopted=unit-{office['city'].pk}", {"Ours"}),
        ("origin=found", {"Found"}),
        ("origin=waiting&region=AF", {"In waiting"}),
        ("language=en", {"Ours", "Found", "In waiting"}),
    ):
        assert set(titles(client_of(office["omar"]), f"{OFFICE}?{asked}")) == left, asked
        assert f"{len(left)} of 3 practices." in said(client_of(office["omar"]), f"{OFFICE}?{asked}")
    shown = said(client_of(office["omar"]), OFFICE)
    assert "Measured before and after, with a source (1)" in shown
    assert "District heating (2)" in shown
    assert "Kaukolämpö (2)" in said(Client(), "/fi/practices/")


def test_without_a_question_the_best_proven_come_first_or_the_newest(office):
    make_practice("Not proven", office["city"], begins="2025")
    make_practice("Stated", office["city"], begins="2021", results=text(en="It worked."))
    make_practice("Measured", office["city"], begins="2015", measured=True)
    client = client_of(office["omar"])
    assert titles(client, OFFICE) == ["Measured", "Stated", "Not proven"]
    assert titles(client, f"{OFFICE}?order=newest") == ["Not proven", "Stated", "Measured"]
    assert "Result not stated" in said(client, OFFICE)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("stage=nonsense", "nonsense is not one of the available choices."),
        ("place=Nowhereville", "No place is called “Nowhereville”."),
        (f"q={'a' * 1001}", "at most 1000 characters"),
    ],
)
def test_a_bad_filter_is_named_and_nothing_is_searched(asked, error, office):
    make_fact("1", "In waiting")
    for client, address in ((Client(), PUBLIC), (client_of(office["omar"]), OFFICE)):
        shown = said(client, f"{address}?{asked}")
        assert error in shown
        assert "Nothing was searched yet" in shown


def test_finnish_words_find_an_english_fact_with_the_passage_that_matched_and_its_credit(index, office):
    make_concept(fi="kaukolämpö", en="district heating", sv="fjärrvärme")
    make_fact("heat", "Heat", HEAT)
    make_fact("care", "Care", CARE)
    index()
    for client, address in ((Client(), "/fi/practices/"), (client_of(office["omar"]), OFFICE)):
        shown = said(client, f"{address}?q=kaukolämpö")
        assert TITLE.findall(shown)[0][1] == "Heat"
        assert '<blockquote lang="en">' in shown
        assert "<mark>district</mark> <mark>heating</mark>" in shown
        assert "Joint Research Centre" in shown
    assert "finder" not in shown
    assert "/office/find/?need=kaukol%C3%A4mp%C3%B6" in shown


def test_more_like_this_is_for_those_who_see_it(index, office):
    hidden = make_practice("Heat of ours", office["city"], office["staff"], solution=text(en=HEAT))
    make_fact("heat", "Heat elsewhere", HEAT)
    make_fact("care", "Care", CARE)
    index()
    like = f"{OFFICE}?like=practice:{hidden.uid}"
    assert titles(client_of(office["omar"]), like)[0] == "Heat elsewhere"
    assert client_of(office["ada"]).get(like).status_code == 404
    assert Client().get(f"{PUBLIC}?like=practice:{hidden.uid}").status_code == 404
    assert titles(Client(), f"{PUBLIC}?like=project:jrc:heat") != ["Heat elsewhere"]
    for strange in ("project:jrc:none", "tie:1", "x"):
        assert Client().get(f"{PUBLIC}?like={strange}").status_code == 404


def test_the_page_that_everyone_reads_leads_to_more_like_it(index, office):
    shared = make_practice("Heat of ours", office["city"], solution=text(en=HEAT))
    make_fact("heat", "Heat elsewhere", HEAT)
    index()
    page = said(Client(), f"{PUBLIC}{shared.uid}/")
    assert titles(Client(), re.search(r'href="([^"]*like=[^"]*)"', page)[1]) == ["Heat elsewhere"]


def test_nothing_found_says_what_to_do_next(index, office):
    make_fact("care", "Care", CARE, stage="pilot")
    index()
    shown = said(client_of(office["omar"]), f"{OFFICE}?q=zxqzxq&stage=pilot")
    assert "Nothing answers this." in shown
    assert 'href="?q=zxqzxq"' in shown
    assert "find partners" in shown


def test_without_an_index_the_filters_still_answer(office, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "none"
    make_fact("care", "Care", CARE)
    response = Client().get(f"{PUBLIC}?q=care")
    assert response.status_code == 503
    assert "The search by words cannot answer now." in response.content.decode()
    assert titles(Client(), PUBLIC) == ["Care"]


def test_a_page_asks_as_much_for_many_as_for_one(office, django_assert_max_num_queries):
    client = client_of(office["omar"])

    def more(number):
        make_fact(f"f{number}", f"Fact {number}", place=make_place(f"Town {number}"), themes=["heat"])
        practice = make_practice(
            f"Practice {number}", office["city"], place=make_place(f"City {number}"), measured=True
        )
        create(Adoption(practice=practice, unit=office["city"], stage="in_use"), None)

    more(0)
    client.get(OFFICE)
    with CaptureQueriesContext(connection) as queries:
        client.get(OFFICE)
    count = len(queries)
    for number in range(1, 6):
        more(number)
    client.get(OFFICE)
    with django_assert_max_num_queries(count):
        client.get(OFFICE)
