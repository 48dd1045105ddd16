"""Every sentence of the starter can be checked: these tests read the files themselves."""

from __future__ import annotations

import json
from collections import Counter
from urllib.parse import urlsplit

import pytest

from kokoaan.lib.partial_date import check_partial_date
from kokoaan.organisations.models import Kind
from kokoaan.partners.models import Tie
from kokoaan.places.atlas import large_spots
from kokoaan.places.countries import countries
from kokoaan.projects.models import Participation
from kokoaan.sources.connectors.starter import THEMES
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
TIES = rows(STARTER / "ties.json")
ORGANISATIONS = rows(STARTER / "organisations.json")
EVERYTHING = [*PROJECTS, *TIES, *ORGANISATIONS]
LOCATED = [part for row in PROJECTS for part in row["participants"]] + TIES + ORGANISATIONS

each_project = pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["key"])
each_row = pytest.mark.parametrize("row", EVERYTHING, ids=lambda row: row["key"])


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
    for part in (PROJECTS, TIES, ORGANISATIONS):
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
    assert row["result"].startswith(NOT_STATED) or len(row["result"].split()) > 5


@each_project
def test_every_project_is_told_in_three_languages_and_not_at_length(row):
    assert set(row["title"]) == set(row["summary"]) == {"en", "fi", "sv"}
    assert all(row["title"].values())
    assert 40 <= len(row["summary"]["en"].split()) <= 90
    assert all(15 <= len(row["summary"][lang].split()) <= 60 for lang in ("fi", "sv"))
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
    assert all(set(label) == {"en", "fi", "sv"} and all(label.values()) for label in LABELS)


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
