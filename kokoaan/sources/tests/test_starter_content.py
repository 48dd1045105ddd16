"""Every sentence of the starter can be checked: these tests read the files themselves."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from kokoaan.lib.money import check_currency
from kokoaan.lib.partial_date import check_partial_date
from kokoaan.networks.models import Membership
from kokoaan.organisations.models import Kind
from kokoaan.partners.models import Tie
from kokoaan.places.atlas import large_spots
from kokoaan.places.countries import countries
from kokoaan.projects.models import CountryProgramme, Participation
from kokoaan.sources.connectors.starter import THEMES
from kokoaan.sources.retelling import TEXTS
from kokoaan.sources.starting import STARTER

NOT_STATED = "Result not stated"
PROJECT_FIELDS = {
    *("key", "title", "summary", "result", "themes", "begins", "ends"),
    *("participants", "source", "also", "accessed"),
}


def rows(file):
    return json.loads(file.read_text(encoding="utf-8"))


FILES = sorted(file for file in (STARTER / "projects").glob("*.json") if file.name != THEMES)
LABELS = rows(STARTER / "projects" / THEMES)
PROJECTS = [row for file in FILES for row in rows(file)]
OURS = rows(STARTER / "projects" / "helsinki.json")
TIES = rows(STARTER / "ties.json")
ORGANISATIONS = rows(STARTER / "organisations.json")
GOALS = rows(STARTER / "goals.json")
MEMBERSHIPS = rows(STARTER / "memberships.json")
FEES = rows(STARTER / "fees.json")
LISTS = rows(STARTER / "member_lists.json")
PROGRAMMES = rows(STARTER / "programmes.json")
PRACTICES = rows(STARTER / "practices.json")
RECORDS = (GOALS, ORGANISATIONS, TIES, MEMBERSHIPS, LISTS, PROGRAMMES, PRACTICES)
EVERYTHING = [*PROJECTS, *(row for part in RECORDS for row in part)]
KNOWN = {row["key"] for row in ORGANISATIONS}
LANGUAGES = {"en", "fi", "sv"}
LOCATED = [part for row in PROJECTS for part in row["participants"]] + TIES + ORGANISATIONS

each_project = pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["key"])
each_row = pytest.mark.parametrize("row", EVERYTHING, ids=lambda row: row["key"])
each_goal = pytest.mark.parametrize("row", GOALS, ids=lambda row: row["key"])
each_membership = pytest.mark.parametrize("row", MEMBERSHIPS, ids=lambda row: row["key"])


@pytest.fixture(scope="module")
def spots():
    return {spot.id: spot for spot in large_spots()}


def is_address(text):
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and "." in parts.netloc and not set(text) & set(" …<>")


@each_row
def test_every_entry_names_a_public_address_and_the_day_it_was_read(row):
    assert is_address(row["source"])
    assert all(is_address(address) for address in row.get("also", []))
    assert len(row["source"]) <= 500
    check_partial_date(row["accessed"])
    assert len(row["accessed"]) == 10


def test_no_key_is_used_twice():
    for part in (PROJECTS, *RECORDS):
        assert not [key for key, times in Counter(row["key"] for row in part).items() if times > 1]


def test_every_place_is_in_the_gazetteer_under_the_name_that_the_entry_says(spots):
    wrong = [
        row
        for row in LOCATED
        if bool(row["place"]) != bool(row["city"]) or (row["place"] and spots[row["place"]].name != row["city"])
    ]
    assert not wrong


def test_a_participant_with_a_place_says_its_country(spots):
    placed = [part for row in PROJECTS for part in row["participants"] if part["place"]]
    assert not [part for part in placed if spots[part["place"]].country != part["country"]]


@each_project
def test_every_project_has_a_result_or_says_that_none_is_stated(row):
    assert set(row) == PROJECT_FIELDS
    assert set(row["result"]) in ({"en"}, LANGUAGES)
    assert row["result"]["en"].startswith(NOT_STATED) or all(len(words.split()) > 5 for words in row["result"].values())


@each_project
def test_every_project_is_told_in_three_languages_and_not_at_length(row):
    assert set(row["title"]) == set(row["summary"]) == LANGUAGES
    assert all(row["title"].values())
    assert 40 <= len(row["summary"]["en"].split()) <= 90
    assert all(15 <= len(row["summary"][lang].split()) <= 90 for lang in ("fi", "sv"))
    assert row["themes"]


@each_project
def test_kinds_roles_and_dates_are_ones_that_the_house_knows(row):
    assert row["participants"]
    assert {part["kind"] for part in row["participants"]} <= set(Kind.values)
    assert {part["role"] for part in row["participants"]} <= set(Participation.Role.values)
    for day in filter(None, (row["begins"], row["ends"])):
        check_partial_date(day)


def test_every_theme_is_named_in_three_languages():
    known = {label["en"] for label in LABELS}
    assert not {theme for row in PROJECTS for theme in row["themes"]} - known
    assert len(known) == len(LABELS)
    assert all(set(label) == LANGUAGES and all(label.values()) for label in LABELS)


def test_a_participant_is_named_once_in_a_project():
    for row in PROJECTS:
        names = [part["name"] for part in row["participants"]]
        assert len(names) == len(set(names)), row["key"]


def test_cities_of_every_inhabited_continent_are_there(spots):
    continent = {code: country["continent"] for code, country in countries().items()}
    cities = {part["place"] for row in PROJECTS for part in row["participants"] if part["kind"] == "city"}
    found = Counter(continent[spots[city].country] for city in cities)
    assert set(found) >= {"AF", "AS", "EU", "NA", "OC", "SA"}
    assert len(cities) >= 30


def test_there_are_practices_enough_and_international_organisations_among_them():
    bodies = {part["name"] for row in PROJECTS for part in row["participants"] if part["kind"] == "international"}
    assert len(PROJECTS) >= 80
    assert len(bodies) >= 10


def test_sixty_practices_of_forty_five_cities_state_their_result_and_twenty_are_helsinkis():
    stated = [row for row in PROJECTS if not row["result"]["en"].startswith(NOT_STATED)]
    cities = {part["place"] for row in stated for part in row["participants"] if part["kind"] == "city"}
    assert len(stated) >= 60
    assert len(cities) >= 45
    assert len([row for row in PRACTICES if set(row["results"]) == LANGUAGES]) >= 20


def figures(words):
    """The numbers of a text, however its language parts their digits."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\s](?=\d)", "", words)))


def amounts(words):
    """The numbers of a text however long: 3 100 000 and 3.1 million are one, but for what rounds them."""
    return {number.rstrip("0") for number in figures(words)} - {""}


def fact_of(practice):
    return next(row for row in OURS if row["key"] == practice["key"])


@pytest.mark.parametrize("row", PRACTICES, ids=lambda row: row["key"])
def test_a_practice_of_ours_says_nothing_that_its_fact_does_not_say(row):
    fact = fact_of(row)
    texts = [row[name] for name in TEXTS if name in row] + [one["indicator"] for one in row["evidence"]]
    assert all(set(told) == LANGUAGES for told in texts)
    for told in texts:
        assert amounts(told["en"]) == amounts(told["fi"]) == amounts(told["sv"])
    days = f"{fact['begins']} {fact['ends']}".replace("-", " ")
    known = amounts(" ".join([fact["title"]["en"], fact["summary"]["en"], fact["result"]["en"], days]))
    said = [told["en"] for told in texts] + [one[side] for one in row["evidence"] for side in ("before", "after")]
    assert amounts(" | ".join(said)) <= known


@pytest.mark.parametrize("row", PRACTICES, ids=lambda row: row["key"])
def test_a_practice_of_ours_states_a_result_that_pages_of_its_fact_prove(row):
    fact = fact_of(row)
    assert row["promise"]
    assert row["results"]
    assert (row["source"], row["accessed"]) == (fact["source"], fact["accessed"])
    pages = {"", fact["source"], *fact["also"]}
    assert all(one["source"] in pages and (one["before"] or one["after"]) for one in row["evidence"])


@pytest.mark.parametrize("row", OURS, ids=lambda row: row["key"])
def test_a_practice_of_helsinki_is_told_in_full_in_three_languages_with_what_came_of_it(row):
    assert any(part["place"] == 658225 and part["kind"] == "city" for part in row["participants"])
    length = {lang: len(words.split()) for lang, words in row["summary"].items()}
    # Finnish says in one word what English says in two.
    assert length["fi"] >= 0.5 * length["en"]
    assert length["sv"] >= 0.75 * length["en"]
    assert set(row["result"]) == LANGUAGES
    assert not row["result"]["en"].startswith(NOT_STATED)
    assert figures(row["result"]["en"]) == figures(row["result"]["fi"]) == figures(row["result"]["sv"])


def test_heating_is_shown_in_europe_beyond_europe_and_by_an_international_organisation():
    heating = [part for row in PROJECTS if "district heating" in row["themes"] for part in row["participants"]]
    cities = {part["city"] for part in heating if part["kind"] == "city"}
    assert {"Copenhagen", "Vancouver"} <= cities
    assert len(cities) >= 6
    assert any(part["kind"] == "international" and part["role"] == "lead" for part in heating)


def test_ties_use_words_of_the_house_and_a_suspended_one_says_why():
    for row in TIES:
        assert row["kind"] in Tie.Kind.values
        assert row["kind_there"] in {"", *Tie.Kind.values}
        assert row["status"] in Tie.Status.values
        assert len(row["reason"].split()) > 10, row["key"]
    assert {row["city"] for row in TIES if row["status"] == "suspended"} == {"Moscow", "Saint Petersburg"}


def test_a_tie_with_an_organisation_names_one_of_the_file():
    assert {row["organisation"] for row in TIES if "organisation" in row} <= KNOWN
    assert all(row["place"] or row.get("organisation") for row in TIES)


def test_each_agreement_with_tallinn_is_a_tie_of_its_own():
    spells = [(row["begins"], row["ends"], row["status"]) for row in TIES if row["city"] == "Tallinn"]
    assert sorted(spells) == [("2018-05-29", "2021-12", "ended"), ("2022-04-08", "", "active")]


@each_goal
def test_a_goal_is_told_in_three_languages_and_says_which_names_are_ours(row):
    assert set(row["name"]) == set(row["description"]) == LANGUAGES
    assert all([*row["name"].values(), *row["description"].values()])
    assert set(row["ours"]) < LANGUAGES
    assert not set(row["ours"].values()) & set(row["ours"])


def test_goals_form_a_tree_in_the_order_of_the_file():
    before = {}
    for row in GOALS:
        for other in filter(None, (row["parent"], row["successor"])):
            assert other in before, row["key"]
        assert not row["parent"] or before[row["parent"]]["term"] == row["term"]
        assert not row["successor"] or before[row["successor"]]["term"] > row["term"]
        before[row["key"]] = row
    places = Counter((row["term"], row["parent"], row["position"]) for row in GOALS)
    assert set(places.values()) == {1}


def test_the_strategy_has_five_priorities_five_cornerstones_and_the_term_before_it_thirteen():
    parts = Counter(row["parent"] for row in GOALS if row["term"] == "2025–2029")
    assert (parts["2025-priorities"], parts["2025-cornerstones"]) == (5, 5)
    assert sum(row["term"] == "2021–2025" for row in GOALS) == 13


@each_membership
def test_a_membership_uses_words_of_the_house_and_says_what_is_not_known(row):
    assert row["organisation"] in KNOWN
    assert row["level"] in Membership.Level.values
    assert row["status"] in Membership.Status.values
    for day in filter(None, (row["begins"], row["ends"])):
        check_partial_date(day)
    assert bool(row["ends"]) == (row["status"] == "ended")
    assert len(row["fee_note"]) <= 300
    assert len(row["decision"]) <= 120
    assert len(row["note"]["en"].split()) > 5
    assert (row["level"] == "through") == (row["through"] in KNOWN)


@pytest.mark.parametrize("row", FEES, ids=lambda row: row["key"])
def test_a_fee_is_a_number_in_a_currency_and_says_how_it_is_known(row):
    assert row["membership"] in {membership["key"] for membership in MEMBERSHIPS}
    assert Decimal(row["amount"]) > 0
    check_currency(row["currency"])
    assert (row["kind"], bool(row["note"])) == ("stated", True)


def spells(organisation):
    found = [row for row in MEMBERSHIPS if row["organisation"] == organisation]
    return [(row["level"], row["status"], row["begins"], row["ends"]) for row in found]


def test_metrex_was_left_and_joined_again_with_a_time_between():
    assert spells("metrex") == [
        ("member", "ended", "2002", "2015"),
        ("through", "ended", "2016", "2019"),
        ("member", "unknown", "2019-09-30", ""),
    ]
    assert "benefit" in next(row["why_left"]["en"] for row in MEMBERSHIPS if row["key"] == "metrex-2002")


def test_notice_to_the_eu_office_has_its_case_and_its_reason():
    (office,) = [row for row in MEMBERSHIPS if row["organisation"] == "helsinki-eu-office"]
    assert office["status"] == "notice"
    assert "HEL 2024-004357" in office["decision"]
    assert office["why_left"]


def test_the_eu_office_is_listed_twice_with_ten_and_sixteen_members():
    office = [row for row in LISTS if row["organisation"] == "helsinki-eu-office"]
    assert [(row["as_of"], len(row["members"])) for row in office] == [("2020-10-21", 10), ("2024", 16)]


def test_a_list_of_members_is_dated_and_says_where_the_date_is_from():
    for row in LISTS:
        check_partial_date(row["as_of"])
        assert row["organisation"] in KNOWN
        assert len(row["members"]) == len(set(row["members"]))
        assert any(word in row["note"] for word in ("day", "year"))


def test_a_programme_names_a_country_and_is_told_in_three_languages():
    for row in PROGRAMMES:
        assert row["country"] in countries()
        assert row["status"] in CountryProgramme.Status.values
        assert set(row["name"]) == set(row["purpose"]) == LANGUAGES
    assert [row["country"] for row in PROGRAMMES] == ["CN"]
