import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kokoaan.places.names import Candidates, Found, Nothing, find
from kokoaan.places.tests.world import load_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    load_world()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tukholma", 2673730),
        ("stockholm", 2673730),
        ("Åbo", 633679),
        ("Хельсинки", 658225),
        ("Valencia, Venezuela", 3625549),
        ("Valencia (Spain)", 2509954),
        ("Paris, Texas", 4717560),
        ("Pariisi", 2988507),
        ("Bryssel", 2800866),
        ("Maarianhamina", 3041732),
    ],
)
def test_a_place_is_found_by_any_name(name, key):
    found = find(name)
    assert isinstance(found, Found)
    assert found.place.pk == key


def test_a_misspelt_name_is_found_and_said_to_be_misspelt():
    found = find("Stokholmn")
    assert (found.place.pk, "No place is called “Stokholmn”" in found.why) == (2673730, True)


def test_one_name_of_several_places_is_taken_when_one_is_ten_times_the_next_and_that_is_said():
    found = find("Paris")
    assert found.place.pk == 2988507
    assert "over 10 times as large" in found.why
    assert "24,782" in found.why


def test_one_name_of_places_alike_in_size_gives_the_candidates():
    found = find("Valencia")
    assert isinstance(found, Candidates)
    assert [place.pk for place in found.places] == [3625549, 2509954]


def test_the_country_settles_which():
    assert find("Valencia", "ES").place.pk == 2509954
    assert find("Paris", "US").place.pk == 4717560


@pytest.mark.parametrize("name", ["", " ", "-", ",", "-, Finland", "x" * 50_000, "Qwertyuiop"])
def test_no_name_and_no_place_give_a_sentence(name):
    found = find(name)
    assert isinstance(found, Nothing)
    assert found.why.endswith(".")


def test_names_somewhat_alike_are_offered_but_not_taken():
    assert find("Stickhalmo").near == ["Stockholm"]


def test_the_command_answers_programs(capsys):
    call_command("place", "Tukholma", json=True, lang="fi")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["id"], answer["name"], answer["country"]) == (2673730, "Tukholma", "SE")
    assert answer["names"] == {"fi": "Tukholma", "sv": "Stockholm", "en": "Stockholm"}
    assert answer["why"].endswith(".")


def test_the_command_lists_candidates_and_exits_with_2(capsys):
    with pytest.raises(CommandError, match="say which one") as refused:
        call_command("place", "Valencia", json=True)
    assert refused.value.returncode == 2
    assert [one["country"] for one in json.loads(capsys.readouterr().out)["candidates"]] == ["VE", "ES"]


@pytest.mark.parametrize(("words", "options"), [("Qwertyuiop", {}), ("Helsinki", {"country": "Atlantis"})])
def test_the_command_refuses_what_it_does_not_know_with_a_sentence_and_2(words, options):
    with pytest.raises(CommandError, match=r"“(Qwertyuiop|Atlantis)”.*\.$") as refused:
        call_command("place", words, **options)
    assert refused.value.returncode == 2


def test_finding_by_an_exact_name_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        find("Paris")
