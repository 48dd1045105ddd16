"""Found among some documents only, and what is like one of them."""

from django.contrib.auth.models import AnonymousUser

from kokoaan.people.tests.makers import make_circle, make_unit, make_user
from kokoaan.search.alike import alike
from kokoaan.search.document import document_number
from kokoaan.search.searching import ranking
from kokoaan.search.tests.makers import make_organisation, make_project

VISITOR = AnonymousUser()
HEAT = "Cities reduce the emissions of district heating by changing their boilers."
PIPES = "New pipes for district heating cut emissions of the boilers in our cities."
CARE = "Nurses visit old people who live at home and need care."


def ids(found):
    return [id for id, _score in found.scores]


def number(key):
    return document_number(f"project|keep-eu:{key}")


def test_among_some_the_others_are_not_found_and_not_counted(index):
    for key, text in (("heat", HEAT), ("pipes", PIPES), ("care", CARE)):
        make_project(key, key.title(), text)
    index()
    assert {"project|keep-eu:heat", "project|keep-eu:pipes"} <= set(ids(ranking("emissions of heating", VISITOR)))
    found = ranking("emissions of heating", VISITOR, among=[number("pipes")])
    assert (ids(found), found.total, found.is_whole) == (["project|keep-eu:pipes"], 1, True)
    assert ranking("emissions of heating", VISITOR, among=[]).total == 0


def test_what_is_far_from_a_query_is_not_near_because_nothing_else_is_asked(index):
    make_project("heat", "Heat", HEAT)
    make_project("care", "Care", CARE)
    index()
    assert ids(ranking("district heating boilers", VISITOR, among=[number("care")])) == []


def test_more_like_this_leaves_itself_out_and_begins_with_the_nearest(index):
    for key, text in (("heat", HEAT), ("pipes", PIPES), ("care", CARE)):
        make_project(key, key.title(), text)
    index()
    found = ids(alike("project|keep-eu:heat", VISITOR))
    assert found[0] == "project|keep-eu:pipes"
    assert "project|keep-eu:heat" not in found


def test_nothing_is_like_a_record_that_the_asker_may_not_see(index):
    circle = make_circle("Some", make_unit("Some"))
    hidden = make_organisation("Hidden", circle, notes=HEAT)
    make_project("pipes", "Pipes", PIPES)
    index()
    assert ids(alike(f"organisation|{hidden.uid}", make_user("noor"))) == []
    make_project("heat", "Heat", HEAT)
    index()
    assert f"organisation|{hidden.uid}" not in ids(alike("project|keep-eu:heat", make_user("omar")))
