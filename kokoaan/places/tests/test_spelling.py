from hypothesis import given
from hypothesis import strategies as st

from kokoaan.lib.fold import fold
from kokoaan.places.atlas import no_small
from kokoaan.places.bearers import add
from kokoaan.places.countries import country_code
from kokoaan.places.distance import km_between, km_to_all
from kokoaan.places.resolver import NEAR_KM, Resolver
from kokoaan.places.spelling import readings, shortened
from kokoaan.places.tests.world import SPOTS, large, make_spot

TOWNS = st.one_of(
    st.text(max_size=60), st.sampled_from([words for spot in SPOTS for words in (spot.name, *spot.others)])
)
POSITIONS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(TOWNS)
def test_folding_twice_is_folding_once(town):
    assert fold(fold(town)) == fold(town)


@given(TOWNS)
def test_folding_forgets_case_and_spaces(town):
    assert fold(f"  {town} ") == fold(town)
    assert fold(town.casefold()) == fold(town)


@given(TOWNS)
def test_the_first_reading_is_the_name_itself(town):
    if len(fold(town)) > 1 and town.isascii():
        assert readings(town)[0] == fold(town)


@given(TOWNS)
def test_readings_are_folded_and_each_comes_once(town):
    found = [*readings(town), *shortened(town)]
    assert all(fold(name) == name for name in found)
    assert len(readings(town)) == len(set(readings(town)))


@given(
    st.sampled_from(SPOTS), st.sampled_from(["{} CEDEX 07", "00100 {}", "{} 6", "{} (XY)", "City of {}", "{}, Finland"])
)
def test_a_name_dressed_as_files_dress_it_is_read(spot, dress):
    assert fold(spot.name) in readings(dress.format(spot.name))


@given(POSITIONS, POSITIONS)
def test_distance_is_symmetric_and_at_most_half_the_globe(here, there):
    km = km_between(here, there)
    assert abs(km - km_between(there, here)) < 1e-6
    assert 0 <= km <= 20_016
    assert abs(km - km_to_all(here, [there[0]], [there[1]])[0]) < 1e-6


def test_a_distance_that_is_known():
    assert round(km_between((60.1699, 24.9384), (59.4370, 24.7536))) == 82


def test_a_spot_gives_each_folded_name_once_its_own_first():
    spot = SPOTS[9]._replace(others=("MUNICH", "München", "Munchen", "!!"))
    assert list(spot.names()) == [("Munich", "munich"), ("München", "munchen")]


def test_countries_are_known_by_code_and_by_name_in_three_languages():
    assert {country_code(words) for words in ("EL", "gr", "GRC", "Kreikka", "Grekland", "Greece")} == {"GR"}
    assert country_code("Atlantis") is None


def test_every_large_place_bears_its_own_name():
    assert all(next(spot.names(), None) for spot in large()[::50])


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), POSITIONS, st.integers(0, 10**7)), min_size=1, max_size=8))
def test_every_place_is_found_by_its_own_name_where_it_lies(places):
    """Whatever other names there are: the answer bears the name and lies near."""
    spots = [make_spot(key, name, "DE", population, at) for key, (name, at, population) in enumerate(places, 1)]
    resolver = Resolver(no_small)
    resolver.names["DE"] = names = {}
    for spot in spots:
        add(names, spot)
    for spot in spots:
        if fold(spot.name):
            answer = resolver.resolve(spot.name, "DE", near=(spot.latitude, spot.longitude))
            found = spots[answer.place_id - 1]
            assert fold(found.name) == fold(spot.name)
            assert km_between((found.latitude, found.longitude), (spot.latitude, spot.longitude)) <= NEAR_KM


def test_a_place_of_one_letter_is_read():
    assert readings("Å") == ["a"]
    assert readings("!") == []
