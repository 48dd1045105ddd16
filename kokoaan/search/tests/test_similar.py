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
