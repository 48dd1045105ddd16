from kokoaan.search.similar import similar_projects, similar_projects_many
from kokoaan.search.tests.makers import make_concept, make_project

HEATING = "Cities reduce the emissions of district heating by changing their boilers."
CARE = "Nurses visit old people who live at home and need care."


def test_the_most_similar_project_comes_first_by_words_and_by_meaning(index):
    make_project("keep:P:HEAT", "Cleaner heat", HEATING)
    make_project("keep:P:CARE", "Care at home", CARE)
    index()
    best, *_ = similar_projects("How do we cut the emissions of our district heating boilers?", lang="en")
    assert best.key == "keep-eu:keep:P:HEAT"
    assert best.words > 0 < best.meaning
    assert best.passage.lang == "en"


def test_left_out_projects_are_not_found(index):
    make_project("keep:P:HEAT", "Cleaner heat", HEATING)
    make_project("keep:P:CARE", "Care at home", CARE)
    index()
    for key in ("keep:P:HEAT", "keep-eu:keep:P:HEAT"):
        assert "keep-eu:keep:P:HEAT" not in [one.key for one in similar_projects(HEATING, without={key})]


def test_a_finnish_need_finds_english_words(index):
    make_concept(fi="kaukolämpö", en="district heating")
    make_project("keep:P:HEAT", "Cleaner heat", HEATING)
    index()
    (found,) = similar_projects("kaukolämmön päästöt", lang="fi")
    assert found.words > 0


def test_many_needs_get_what_each_gets_alone(index):
    make_project("keep:P:HEAT", "Cleaner heat", HEATING)
    make_project("keep:P:CARE", "Care at home", CARE)
    index()
    together = similar_projects_many([HEATING, CARE], langs=["en", "en"])
    alone = [similar_projects(text, lang="en") for text in (HEATING, CARE)]
    assert [[one.key for one in found] for found in together] == [[one.key for one in found] for found in alone]


def test_a_very_long_need_and_an_empty_one_are_answered(index):
    make_project("keep:P:HEAT", "Cleaner heat", HEATING)
    index()
    long, empty = similar_projects_many([HEATING * 700, ""])
    assert long[0].key == "keep-eu:keep:P:HEAT"
    assert isinstance(empty, list)


def words_of(found):
    return {one.key.rpartition(":")[2]: one.words for one in found if one.words}


def test_words_that_say_nothing_find_nothing(index):
    make_project("keep:P:HEAT", "Cleaner heat", HEATING)
    make_project("keep:P:SEA", "Satama", "Satama ja meri ja laivat.", lang="fi")
    index()
    assert words_of(similar_projects("xyzzy ja qwerty", lang="fi")) == {}


def test_a_word_of_few_texts_tells_no_more_than_what_it_means(index):
    """One Finnish text says "kaupunki", every English one "city": the word must not outweigh the subject."""
    make_concept(fi="kaupunki", en="city")
    make_concept(fi="muistisairaus", en="dementia")
    for number in range(12):
        make_project(f"keep:P:C{number}", f"A city of trams {number}", "The city builds tram lines.")
    make_project("keep:P:CARE", "Dementia", "People with dementia live at home.")
    make_project("keep:P:FI", "Kaupunki", "Kaupunki rakentaa.", lang="fi")
    index()
    found = words_of(similar_projects("muistisairaus kaupunki", lang="fi"))
    assert found["CARE"] > found["FI"]


def test_a_word_is_not_widened_by_a_compound_that_it_begins(index):
    make_concept(fi="katuruoka", en="snacks")
    make_concept(fi="katu", en="street")
    make_project("keep:P:FOOD", "Snacks", "Cooks sell snacks from carts.")
    make_project("keep:P:STREET", "A street for people", "Cars leave, trees come.")
    index()
    found = words_of(similar_projects("kaduille", lang="fi"))
    assert "STREET" in found
    assert "FOOD" not in found
