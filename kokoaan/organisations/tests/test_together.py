"""One change to many rows of a list."""

import pytest

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Circle
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.records.models import ChangeSet
from kokoaan.records.register import together
from kokoaan.records.undoing import undo
from kokoaan.strategy.models import Goal

ADDRESS = "/office/organisation/together/"


def make(office, name, circle=None):
    return create(Organisation(name=name, owner=office.strategy, circle=circle or office.staff), None)


def row(record):
    return f"{record.pk}:{record.version}"


def ask(user, rows, act, **more):
    data = {"row": [row(one) for one in rows], "act": act, **more}
    return client_of(user).post(ADDRESS + more.pop("query", ""), data, follow=True)


def do(user, rows, act, **given):
    """Look, then do what was looked at."""
    looked = ask(user, rows, act, given="1", **given).context["looked"]
    return ask(user, rows, act, given="1", step="do", looked=looked, **given)


@pytest.fixture
def three(office):
    return [make(office, name) for name in ("Bergen", "Tartu", "Umeå")]


def owners():
    return dict(Organisation.objects.values_list("name", "owner"))


def test_ticked_rows_get_one_owner_in_one_change_set_that_is_undone_in_one(office, three):
    before = ChangeSet.objects.count()
    page = ask(office.omar, three[:2], "owner", given="1", owner=office.streets.pk)
    assert page.context["groups"] == [("Strategy", "Streets", 2)]
    assert set(owners().values()) == {office.strategy.pk}, "looking changes nothing"
    do(office.omar, three[:2], "owner", owner=office.streets.pk)
    assert owners() == {"Bergen": office.streets.pk, "Tartu": office.streets.pk, "Umeå": office.strategy.pk}
    assert ChangeSet.objects.count() == before + 1
    undo(ChangeSet.objects.first(), office.omar)
    assert set(owners().values()) == {office.strategy.pk}


def test_a_row_that_somebody_changed_meanwhile_is_listed_and_not_overwritten(office, three):
    looked = ask(office.omar, three, "owner", given="1", owner=office.streets.pk).context["looked"]
    change(Organisation.objects.get(name="Tartu"), {"notes": "New"}, office.ella)
    done = ask(office.omar, three, "owner", given="1", owner=office.streets.pk, step="do", looked=looked)
    assert owners()["Tartu"] == office.strategy.pk
    assert owners()["Umeå"] == office.streets.pk
    said = [str(message) for message in done.context["messages"]]
    assert any("meantime" in one and "Tartu" in one for one in said)


def test_a_hidden_row_is_neither_named_nor_changed(office, three):
    hidden = make(office, "Secret", office.team)
    page = ask(office.omar, [*three, hidden], "owner", given="1", owner=office.streets.pk)
    assert page.context["plan"].gone == 1
    assert b"Secret" not in page.content
    do(office.omar, [*three, hidden], "owner", owner=office.streets.pk)
    assert owners()["Secret"] == office.strategy.pk


def test_goals_are_added_and_removed_and_hidden_ones_stay(office, three):
    goals = [
        create(Goal(name=text(en=name), term="2025–2029", owner=office.city, circle=circle), None)
        for name, circle in (("Climate", office.staff), ("Quiet", office.team))
    ]
    change(three[0], {"goals": [goals[1].pk]}, None)
    rows = Organisation.objects.order_by("pk")
    do(office.omar, rows, "goals-add", goals=[goals[0].pk])
    assert [one.goals.count() for one in rows] == [2, 1, 1]
    page = ask(office.omar, rows.all(), "goals-remove", given="1", goals=[goals[0].pk])
    assert b"Quiet" not in page.content
    do(office.omar, rows.all(), "goals-remove", goals=[goals[0].pk])
    assert [one.goals.count() for one in rows] == [1, 0, 0]


def test_all_rows_of_a_filtered_list_still_hold(office, three):
    data = {"all": "1", "act": "confirmed"}
    client = client_of(office.omar)
    page = client.post(f"{ADDRESS}?q=tartu", data)
    rows = page.context["rows"]
    client.post(ADDRESS, {"rows": rows, "act": "confirmed", "step": "do", "looked": page.context["looked"]})
    assert [one.name for one in Organisation.objects.exclude(confirmed=None)] == ["Tartu"]


def test_too_many_rows_are_refused_with_a_sentence(office, three, monkeypatch):
    monkeypatch.setattr("kokoaan.records.register.bulk.MOST", 2)
    page = client_of(office.omar).post(ADDRESS, {"all": "1", "act": "confirmed"}, follow=True)
    assert "too many" in str([*page.context["messages"]][0])


@pytest.mark.parametrize("rows", [[], ["x"], ["1"], ["1:x"], ["٣:1"], ["9" * 30 + ":1"]])
def test_nothing_ticked_or_nonsense_is_said(office, rows):
    page = client_of(office.omar).post(ADDRESS, {"row": rows, "act": "owner"}, follow=True)
    assert "No row is ticked" in str([*page.context["messages"]][0])


def test_another_value_than_was_looked_at_is_looked_at_first(office, three):
    page = ask(office.omar, three, "owner", given="1", owner=office.streets.pk, step="do", looked="1")
    assert page.context["plan"].edits
    assert set(owners().values()) == {office.strategy.pk}


def test_a_circle_that_one_is_not_in_cannot_be_given(office, three):
    page = ask(office.omar, three, "circle", given="1", circle=office.team.pk)
    assert page.context["form"].errors
    do(office.omar, three, "circle", circle=Circle.EVERYONE)
    assert set(Organisation.objects.values_list("circle", flat=True)) == {Circle.EVERYONE}


def test_without_the_verb_nothing_can_be_ticked(office, three):
    office.omar.groups.clear()
    assert ask(office.omar, three, "owner").status_code == 403
    assert together.MOST == 5_000
