import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.strategy.models import Goal


def make_goal(office, name, **changed):
    fields = {"term": "2025–2029", "owner": office.strategy, "circle": office.staff, **changed}
    return create(Goal(name=text(en=name), **fields), by=None)


def hang(office, name, goal, circle=None):
    record = Organisation(name=name, owner=office.strategy, circle=circle or office.staff)
    record.links = {"goals": [goal.pk]}
    return create(record, by=None)


def index(user, **query):
    return client_of(user).get(reverse("goal:index"), query)


def test_the_strategy_stands_as_a_tree_the_newest_term_first(office):
    old = make_goal(office, "Before", term="2021–2025")
    second = make_goal(office, "Second", position=2)
    first = make_goal(office, "First")
    part = make_goal(office, "Part", parent=first)
    rows = index(office.omar).context["object_list"]
    assert [(row.pk, row.number, row.depth) for row in rows] == [
        (first.pk, "1", 0),
        (part.pk, "1.1", 1),
        (second.pk, "2", 0),
        (old.pk, "1", 0),
    ]
    assert [row.pk for row in index(office.omar, term="2021–2025").context["object_list"]] == [old.pk]


def test_parts_and_successors_that_the_person_does_not_see_are_neither_counted_nor_named(office):
    goal = make_goal(office, "Heat")
    make_goal(office, "Secret part", parent=goal, circle=office.team)
    secret = make_goal(office, "Secret next", position=3, circle=office.team)
    make_goal(office, "Old heat", term="2021–2025", successor=secret)
    response = index(office.omar)
    assert [row.part_count for row in response.context["object_list"]] == [0, 0]
    assert "Secret" not in response.content.decode()
    assert index(office.ella).context["object_list"][0].part_count == 1


def test_a_goal_and_its_parts_are_of_one_council_term(office):
    goal = make_goal(office, "Heat")
    make_goal(office, "Pumps", parent=goal)
    with pytest.raises(ValidationError, match="This goal belongs to another council term"):
        make_goal(office, "Late", parent=goal, term="2029–2033")
    with pytest.raises(ValidationError, match="Its parts belong to another council term"):
        change(goal, {"term": "2029–2033"}, None)


def test_a_goals_page_shows_its_place_and_what_hangs_on_it(office):
    goal = make_goal(office, "Heat")
    part = make_goal(office, "Pumps", parent=goal)
    old = make_goal(office, "Old heat", term="2021–2025", successor=goal)
    hang(office, "Harbour", goal)
    hang(office, "Merger", goal, office.team)
    page = reverse("goal:inspect", args=[goal.pk])
    context = client_of(office.omar).get(page).context
    assert (list(context["parts"]), list(context["continues"])) == ([part], [old])
    assert [(one.kind, one.count) for one in context["hanging"]] == [("Organisations", 1)]
    url = context["hanging"][0].url
    assert [row.name for row in client_of(office.omar).get(url).context["object_list"]] == ["Harbour"]
    assert client_of(office.ella).get(page).context["hanging"][0].count == 2


def test_a_hidden_goal_is_no_choice_of_a_filter_and_counts_as_none(office):
    secret = make_goal(office, "Secret aim", circle=office.team)
    hang(office, "Harbour", secret)
    page, omar = reverse("organisation:index"), client_of(office.omar)
    assert "Secret aim" not in omar.get(page).content.decode()
    assert "Secret aim" in client_of(office.ella).get(page).content.decode()
    assert [row.name for row in omar.get(page, {"goals": "none"}).context["object_list"]] == ["Harbour"]
    assert not client_of(office.ella).get(page, {"goals": "none"}).context["object_list"]
    assert len(omar.get(page, {"goals": secret.pk}).context["object_list"]) == 1


def test_a_tree_asks_the_same_number_of_queries_however_large_it_is(office):
    client = client_of(office.ella)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("goal:index")).status_code == 200
        return len(caught)

    goal = make_goal(office, "One")
    queries()
    few = queries()
    for number in range(10):
        goal = make_goal(office, f"Number {number}", position=number + 2, successor=goal)
    assert queries() == few


def test_an_empty_list_says_what_it_is_for_and_what_to_do(office):
    said = index(office.ella).content.decode()
    assert "The city strategy of each council term" in said
    assert "Add the first goal" in said
    assert "Add the first" not in index(office.omar).content.decode()


def test_a_tree_of_goals_has_bounds_that_are_said(office):
    above = None
    for _level in range(10):
        above = make_goal(office, "Climate", parent=above)
    with pytest.raises(ValidationError, match="ten levels deep"):
        make_goal(office, "Climate", parent=above)
    with pytest.raises(ValidationError, match="ten levels deep"):
        change(Goal.objects.get(parent=None), {"parent": make_goal(office, "Other").pk}, None)
    with pytest.raises(ValidationError, match="highest place is 999"):
        make_goal(office, "Far", position=1000)


def test_what_is_wrong_with_a_link_that_is_hidden_from_the_person_is_said_without_it(office):
    hidden = make_goal(office, "zxq", circle=office.team)
    goal = make_goal(office, "Climate", parent=hidden)
    omar = office.omar
    omar.groups.set([make_roles()["Coordinator"]])
    page, client = reverse("goal:edit", args=[goal.pk]), client_of(omar)
    form = client.get(page).context["form"]
    assert "parent" not in form.fields
    data = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [], False)}
    answer = client.post(page, {**data, "term": "2029–2033"})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["This goal belongs to another council term."]
    assert "zxq" not in answer.content.decode()


@pytest.mark.parametrize("key", ["x", "9" * 5000, "-1", "²"])
def test_nonsense_for_an_organisation_to_act_for_is_no_error_of_ours(key, office):
    assert client_of(office.omar).post(reverse("office:act_for"), {"organisation": key}).status_code == 404


@pytest.mark.parametrize("key", ["9" * 25, "x", "-1"])
def test_a_goal_that_is_none_is_an_error_beside_the_form(key, office):
    data = {"who": "Tallinn", "day": "2026-05-10", "owner": office.strategy.pk, "circle": office.staff.pk}
    answer = client_of(office.ella).post(reverse("meeting:add"), {**data, "goals": [key]})
    assert "goals" in answer.context["form"].errors
