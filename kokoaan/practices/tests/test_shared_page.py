import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kokoaan.lib.text import text
from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Adoption, PracticePartner, PracticeResult
from kokoaan.practices.tests.shared import make_full, make_hidden_body, make_place, make_practice, make_theme
from kokoaan.records.changing import change, create

pytestmark = pytest.mark.django_db


def address(practice, route="practice", language="en"):
    with override(language):
        return reverse(f"practices:{route}", args=[practice.uid])


def page(client, practice, language="en"):
    response = client.get(address(practice, language=language))
    assert response.status_code == 200
    return response.content.decode()


def test_a_practice_is_told_from_promise_to_proof(client, office):
    shown = page(client, make_full(office)).partition("<main")[2]
    told = (
        *("Every flat is warm", "Åbo, Finland", "Housing Company of Example", "In use", "2019 – May 2024"),
        *("problem: The district", "solution: The", "process: The", "€240,000.00", "Two person-years"),
        *("results: The", "41 %", "6 %", "Translated by a machine.", "conditions: The", "4: well"),
        *("Technical University", "Malmö", "https://example.org/warm", "CC BY 4.0", "Office of research"),
    )
    places = [shown.index(part) for part in told]
    assert places == sorted(places)
    assert "An example, not a fact" in shown
    assert shown.count('<svg class="bar"') == 4


def test_what_is_not_told_is_shown_as_a_gap(client, office):
    shown = page(client, make_practice(office))
    for gap in ("The problem is not told.", "Result not stated", "What failed is not told.", "No partners are named."):
        assert f'<p class="gap">{gap}</p>' in shown


def test_texts_are_in_the_readers_language_where_they_are(client, office):
    shown = page(client, make_full(office), "fi")
    assert '<h1 lang="fi">Lämpimät kodit kortteli kerrallaan</h1>' in shown
    assert "Ensimmäinen kysely" in shown
    assert '<div lang="en"><p>problem: The' in shown


def test_the_page_is_the_same_for_staff_but_for_their_way_on(client, office):
    practice = make_full(office)
    assert "Find who has solved this" not in page(client, practice)
    assert f"{reverse('finder:find')}?need=Warm%20homes" in page(client_of(office.ella), practice)


@pytest.mark.parametrize("route", ["practice", "pdf", "docx", "data", "ask_about"])
def test_what_is_not_for_everyone_has_no_door_even_for_who_sees_it(route, office):
    practice = make_practice(office, circle=office.staff)
    assert client_of(office.ella).get(address(practice, route)).status_code == 404


def test_the_name_of_a_hidden_organisation_is_nowhere(client, office):
    body = make_hidden_body(office)
    practice = make_practice(office, organisation=body)
    create(PracticePartner(practice=practice, organisation=body), None)
    create(Adoption(practice=practice, organisation=body), None)
    for route in ("practice", "data"):
        said = client.get(address(practice, route)).content.decode()
        assert "Secret works" not in said
        assert "not all readers may see" not in said


def test_where_the_owner_is_hidden_the_name_that_was_typed_stands_for_it(office):
    hidden = make_hidden_body(office)
    assert make_practice(office, organisation=hidden, body="City works").owned_by == "City works"
    assert make_practice(office, organisation=hidden).owned_by == ""
    assert make_practice(office, circle=office.staff, organisation=hidden).owned_by == "Secret works"


def test_a_page_asks_as_much_for_many_rows_as_for_few(client, office):
    practice = make_full(office)
    counts = []
    for _round in range(2):
        client.get(address(practice))
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(address(practice))
        counts.append(len(asked))
        for number in range(9):
            create(PracticeResult(practice=practice, indicator=text(en=f"{number}"), before="1"), None)
            create(PracticePartner(practice=practice, name=f"body {number}"), None)
            create(Adoption(practice=practice, place=make_place(f"town {number}", number + 1)), None)
    assert counts[1] <= counts[0]


def test_data_says_what_is_known_and_no_text_breaks_out_of_the_page(client, office):
    practice = make_full(office, title=text(en="Warm </script><b>homes"), promise={})
    make_theme(office, practice)
    response = client.get(address(practice, "data"))
    assert response.headers["Content-Type"] == "application/ld+json"
    data = json.loads(response.content)
    assert data["@type"] == "Article"
    assert data["headline"] == [{"@language": "en", "@value": "Warm </script><b>homes"}]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["about"][0]["@id"] == "http://www.yso.fi/onto/yso/p1"
    assert data["spatialCoverage"]["@id"] == "https://sws.geonames.org/633679/"
    assert data["temporalCoverage"] == "2019/2024-05"
    assert "abstract" not in data
    shown = page(client, practice)
    assert "</script><b>" not in shown
    assert json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1]) == data


def test_the_feed_has_public_practices_in_the_order_in_which_they_became_public(client, office):
    first = make_practice(office, circle=office.staff, title=text(en="Shown last", fi="Näytetty"))
    make_practice(office, title=text(en="Shown first"))
    make_practice(office, circle=office.staff, title=text(en="Hidden"))
    change(first, {"circle": 1}, None)
    shown = client.get("/en/practices/feed.atom").content.decode()
    assert re.findall("<entry><title>(.*?)</title>", shown) == ["Shown last", "Shown first"]
    assert f"urn:uuid:{first.uid}" in shown
    assert "Näytetty" in client.get("/fi/practices/feed.atom").content.decode()


def test_what_was_fetched_is_asked_about_and_not_sent_again(client, office):
    practice = make_full(office)
    for path in (address(practice, "pdf"), address(practice, "docx"), "/en/practices/feed.atom"):
        answer = client.get(path)
        assert "no-cache" in answer.headers["Cache-Control"]
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
