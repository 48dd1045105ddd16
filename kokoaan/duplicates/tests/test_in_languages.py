"""Names that are one in several languages, and names that are two."""

import pytest

from kokoaan.duplicates.entry import Entry
from kokoaan.duplicates.places_named import named
from kokoaan.duplicates.scoring import LEAST, score
from kokoaan.places.gazetteer import load_gazetteer
from kokoaan.places.names import add_names
from kokoaan.places.tests.world import SPOTS, make_spot

pytestmark = pytest.mark.django_db

WORLD = [
    make_spot(498817, "Saint Petersburg", "RU", 5_351_935, (59.94, 30.31), ["Санкт-Петербург", "Pietari"]),
    make_spot(633679, "Turku", "FI", 202_250, (60.45, 22.27), ["Åbo"]),
    make_spot(3169070, "Rome", "IT", 2_318_895, (41.89, 12.51), ["Roma"]),
    make_spot(2800866, "Brussels", "BE", 1_019_022, (50.85, 4.35), ["City of Brussels", "Bryssel"]),
    make_spot(638936, "Raseborg", "FI", 9_000, (59.97, 23.43), ["Raasepori"]),
    make_spot(658225, "Helsinki", "FI", 658_864, (60.17, 24.94), ["Helsingfors"]),
    make_spot(588409, "Tallinn", "EE", 438_341, (59.44, 24.75), ["Tallinna"]),
]


@pytest.fixture(autouse=True)
def _world():
    known = {spot.id for spot in WORLD}
    load_gazetteer([*(spot for spot in SPOTS if spot.id not in known), *WORLD], quiet=True)
    add_names([(3169070, "sv", "Rom"), (3169070, "fi", "Rooma"), (633679, "sv", "Åbo")], "test")


def compared(one, other):
    names = named([one, other])
    return score(Entry(uid="1", names=(names[one],)), Entry(uid="2", names=(names[other],)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pietari", "Санкт-Петербург"),
        ("Pietari", "City of Saint Petersburg"),
        ("Åbo stad", "Turun kaupunki"),
        ("City of Turku", "Åbo stad"),
        ("University of Turku", "Åbo universitet"),
        ("City of Rome", "Rom stad"),
        ("City of Brussels", "Bryssel stad"),
        ("City of Raseborg", "Raaseporin kaupunki"),
        ("University of Iceland", "Islands universitet"),
        ("Maldiverna stad", "City of Maldives"),
        ("Ministry for Foreign Affairs of Finland", "Suomen ulkoministeriö"),
        ("Bank of Finland", "Suomen Pankki"),
        ("City of Turku, Finland", "Åbo stad"),
        ("City of Chita", "Tjita stad"),
        ("Kamtjatka stad", "Kaupunki Kamtšatka"),
        ("Gambieröarna stad", "Kaupunki Gambiersaaret"),
        ("City of Gambier", "Kaupunki Gambiersaaret"),
        ("Aalto University", "Aalto-yliopisto"),
        ("City of Beulah, North Dakota", "Kaupunki Beulah, Pohjois-Dakota"),
        ("Friedrich Schiller Universität Jena", "Friedrich Schiller Universität Jnea"),
        ("The Glenside Group Limited", "The Glenside Grou Plimited"),
    ],
)
def test_names_in_two_languages_or_spellings_are_one_and_say_why(one, other):
    found = compared(one, other)
    assert found.score >= LEAST
    assert one in found.reasons[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bank of Finland", "Bank of Iceland"),
        ("University of Turku", "Turun kaupunki"),
        ("Helsinki Tallinn", "Tallinn"),
        ("Chase Ltd", "Hase Oy"),
        ("Oslo", "Solo"),
        ("North Port", "South Port"),
        ("University of Technology", "Tekniska universitetet"),
        ("Raseborg Ferry", "Raasepori Ferry"),
    ],
)
def test_names_that_only_look_or_sound_like_it_stay_two(one, other):
    assert compared(one, other).score < LEAST
