import pytest
from django.db import connection

from kokoaan.places import atlas, gazetteer
from kokoaan.places.added_names import add_names
from kokoaan.places.exonyms import exonyms
from kokoaan.places.gazetteer import load_gazetteer, take_in
from kokoaan.places.models import Country, Place, PlaceName
from kokoaan.places.names import find
from kokoaan.places.tests.world import SPOTS, large, load_world, make_spot

pytestmark = pytest.mark.django_db


def state():
    return (
        list(Place.objects.order_by("pk").values()),
        list(PlaceName.objects.order_by("pk").values()),
        list(Country.objects.order_by("pk").values()),
    )


def test_every_country_has_a_name_in_each_language():
    load_world()
    assert Country.objects.count() > 245
    assert {"FI", "XK", "AX", "TW"} <= set(Country.objects.values_list("pk", flat=True))
    assert all(len(country.name) == 3 for country in Country.objects.all())
    greece = Country.objects.get(pk="GR")
    assert [greece.name[lang]["text"] for lang in ("fi", "sv", "en")] == ["Kreikka", "Grekland", "Greece"]


def test_loading_twice_changes_nothing():
    load_world()
    before = state()
    difference = load_gazetteer(SPOTS, quiet=True)
    assert (len(difference), difference.same) == (0, len(SPOTS))
    assert state() == before


def test_a_changed_place_is_changed_and_no_other():
    load_world()
    grown = SPOTS[0]._replace(population=700_000, others=("Helsingfors", "Stadi"))
    difference = load_gazetteer([grown, *SPOTS[1:]], quiet=True)
    assert (len(difference.places), difference.renamed) == (1, [658225])
    assert Place.objects.get(pk=658225).population == 700_000
    assert find("Stadi").place.pk == 658225
    assert not PlaceName.objects.filter(text="Хельсинки").exists()


def test_a_place_that_is_gone_from_the_source_stays():
    load_world()
    load_gazetteer(SPOTS[1:], quiet=True)
    assert Place.objects.filter(pk=658225).exists()


def test_a_load_that_fails_half_way_leaves_the_old_state(monkeypatch):
    load_world()
    before = state()

    def fail(rows):
        raise RuntimeError

    monkeypatch.setattr(gazetteer, "insert_names", fail)
    with pytest.raises(RuntimeError):
        load_gazetteer([*SPOTS, make_spot(5, "Newtown", "GB")], quiet=True)
    assert state() == before


def test_the_local_name_is_shown_where_no_source_gives_one_in_the_language():
    load_world()
    vienna = Place.objects.get(pk=2761369)
    assert (vienna.local_name, vienna.name_in("en"), vienna.name_in("fi"), vienna.name_in("de")) == (
        "Wien",
        "Vienna",
        "Wien",
        "Wien",
    )
    assert Place.objects.get(pk=2825297).name_in("sv") == "Mülheim an der Ruhr"


def test_a_small_place_is_taken_in_when_a_source_names_it(monkeypatch):
    load_world()
    small = make_spot(640124, "Utsjoki", "FI", 1_200)
    monkeypatch.setattr(atlas, "small_spots", lambda: {640124: small})
    assert take_in([640124, 658225, 999]) == 1
    assert take_in([640124]) == 0
    assert find("Utsjoki").place.population == 1_200


def test_names_that_a_source_adds_are_found_and_shown_but_never_before_our_own():
    load_world()
    add_names([(2825297, "fi", "Mülheim"), (658225, "fi", "Stadi"), (999, "fi", "Nowhere")], "yso")
    assert find("Mülheim").place.name_in("fi") == "Mülheim"
    assert find("Stadi").place.name_in("fi") == "Helsinki"
    assert load_gazetteer(SPOTS, quiet=True).places == []


def test_adding_the_same_names_again_changes_nothing_and_fewer_takes_the_rest_away():
    load_world()
    rows = [(2825297, "fi", "Mülheim"), (2825297, "sv", "Mylheim")]
    add_names(rows, "yso")
    before = state()
    assert add_names(rows, "yso") == 2
    assert state() == before
    add_names(rows[:1], "yso")
    assert Place.objects.get(pk=2825297).name == {"fi": {"text": "Mülheim"}}


def test_every_exonym_names_a_place_of_that_country_in_all_three_languages():
    known = {spot.id: spot for spot in large()}
    assert len(exonyms()) > 300
    for exonym in exonyms().values():
        assert known[exonym.id].country == exonym.country
        assert len(exonym.stated()) == 3


def test_names_are_written_with_the_column_order_of_the_table():
    load_world()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, folded, source FROM places_placename WHERE text = 'Åbo' AND source = 'geonames'")
        assert cursor.fetchall() == [("Åbo", "abo", "geonames")]


def test_one_column_holds_all_names_that_a_place_is_found_by():
    load_gazetteer(SPOTS[:1], quiet=True)
    place = Place.objects.get()
    assert set(place.folded.split(",")) == set(place.names.values_list("folded", flat=True))
    add_names([(place.pk, "fi", "Mansesteri")], "test")
    place.refresh_from_db()
    assert "mansesteri" in place.folded.split(",")
    add_names([], "test")
    place.refresh_from_db()
    assert "mansesteri" not in place.folded
