import pytest

from kokoaan.duplicates.entry import Entry, Name
from kokoaan.duplicates.scoring import CERTAIN, LEAST, SURE, initials, score

PETERSBURG = frozenset({498817})


def entry(text, *more, places=frozenset(), rest=(), **fields):
    names = (Name(text, frozenset(places), tuple(rest)), *(Name(one) for one in more))
    return Entry(uid=text, names=names, **fields)


def test_saint_petersburg_in_three_scripts_and_languages_is_one():
    english = entry("City of Saint Petersburg", places=PETERSBURG, rest=["city"])
    finnish = entry("Pietarin kaupunki", places=PETERSBURG, rest=["kaupunki"])
    russian = entry("Администрация Санкт-Петербурга", places=PETERSBURG, rest=["administratsiya"])
    for one, other in ((english, finnish), (english, russian), (finnish, russian)):
        found = score(one, other)
        assert found.score >= LEAST
        assert found.reasons == (f"The same name in another language: “{one.uid}”, “{other.uid}”.",)


def test_springfields_in_two_states_are_not_the_same():
    one = entry("City of Springfield", place=1, place_name="Springfield, Illinois", kind="city")
    other = entry("City of Springfield", place=2, place_name="Springfield, Missouri", kind="city")
    found = score(one, other)
    assert found.score < LEAST
    assert found.against == ("They are in different places: Springfield, Illinois, Springfield, Missouri.",)


def test_the_same_id_is_certain_whatever_the_names_and_a_different_one_speaks_against_equal_names():
    assert score(entry("A", ids={"PIC": "999999999"}), entry("B", ids={"PIC": "999999999"})).score == CERTAIN
    one, other = entry("Same Name", ids={"PIC": "1"}), entry("Same Name", ids={"PIC": "2"})
    assert score(one, other).score < LEAST


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Aalto University", "University, Aalto", "another order"),
        ("Eurocities", "EUROCITIES asbl", "words that say little"),
        ("Energy Cities Network", "Enregy Cities Network", "spelt almost the same"),
        ("Алматы", "Almaty", "another script"),
        ("ICLEI", "International Council for Local Environmental Initiatives", "may stand for"),
        ("Łódź Chamber", "Lodz chamber", "the same name"),
    ],
)
def test_names_that_are_one_say_why(one, other, why):
    found = score(entry(one), entry(other))
    assert found.score >= LEAST
    assert why in found.reasons[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("School 12", "School 14"),
        ("Ministry of Finance", "Ministry of Justice"),
        ("University of Tampere", "Port of Tampere"),
        ("Oslo", "Osla Trade Union of Teachers"),
        ("METREX", "METRO"),
        ("Stad", "Prag stad"),
        ("Fudan University", "Wuhan University"),
        ("City of Baku", "City of Bali"),
    ],
)
def test_names_that_are_two_stay_two(one, other):
    assert score(entry(one), entry(other)).score < LEAST


def test_names_of_different_places_are_two_however_alike():
    one = entry("City of Turku", places={633679}, rest=["city"])
    other = entry("City of Turda", places={665850}, rest=["city"])
    assert score(one, other).score < LEAST


def test_website_and_place_add_and_another_kind_takes():
    plain = score(entry("Harbour Office"), entry("Harbour Office Hamina")).score
    same = score(entry("Harbour Office", site="a.fi"), entry("Harbour Office Hamina", site="a.fi")).score
    other = score(entry("Harbour Office", kind="city"), entry("Harbour Office Hamina", kind="company")).score
    assert other < plain < same


def test_namesakes_are_likelier_one_when_they_work_for_the_same():
    def person(**fields):
        return entry("Maija Meri", "Meri Maija", is_person=True, **fields)

    alone = score(person(), person()).score
    same = score(person(bodies={"1": "Eurocities"}), person(bodies={"1": "Eurocities"})).score
    apart = score(person(bodies={"1": "Eurocities"}), person(bodies={"2": "ECHA"})).score
    assert apart < alone < SURE <= same
    assert score(person(mails=frozenset({"a@b.fi"})), person(mails=frozenset({"a@b.fi"}))).score >= SURE


def test_initials_are_read_with_and_without_the_small_words():
    assert initials("Council of the Baltic Sea States") == {"cotbss", "cbss"}
