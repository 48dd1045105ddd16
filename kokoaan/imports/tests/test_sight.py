"""What a person does not see is as if it were not there: by address, by name, by natural key, in a link."""

import pytest

from kokoaan.imports.tests.files import bring, csv_of, make_place, problems, whats
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.records.changing import create


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


@pytest.fixture
def secret(office):
    record = Organisation(name="Merger talks", place=make_place(), owner=office.strategy, circle=office.team)
    return create(record, office.ella)


def test_a_hidden_row_is_not_reached_by_its_address(office, secret):
    batch = bring(office.omar, csv_of(["uid", "Name"], [str(secret.uid), "Mine"]))
    other = bring(office.omar, csv_of(["uid", "Name"], ["11111111-1111-4111-8111-111111111111", "Mine"]))
    assert [said for *_where, said in problems(batch)] == [said for *_where, said in problems(other)]
    assert batch.rows.get().record is None


def test_nor_by_its_name_and_place(office, secret):
    batch = bring(office.omar, csv_of(["Name", "Place"], ["Merger talks", "Tallinn"], ["Merger talks", ""]))
    assert whats(batch)[0] == (2, "new")
    assert str(secret.pk) not in str(problems(batch))


def test_nor_in_a_link(office, secret):
    for typed in ("Merger talks", f"Merger talks #{secret.pk}", str(secret.uid)):
        hidden = bring(office.omar, csv_of(["Organisation", "kind"], [typed, "partner"]), kind="tie")
        assert whats(hidden) == [(2, "error")]
        seen = bring(office.ella, csv_of(["Organisation", "kind"], [typed, "partner"]), kind="tie")
        assert whats(seen) == [(2, "new")], problems(seen)


def test_a_link_that_is_hidden_stays(office, secret):
    tie = Tie(place=make_place("Riga", 5), organisation=secret, kind="partner", owner=office.city, circle=office.staff)
    create(tie, office.ella)
    blank = bring(
        office.omar, csv_of(["uid", "Organisation", "reason"], [str(tie.uid), "", "New."]), kind="tie", clears=True
    )
    assert [change[0] for change in blank.rows.get().changes] in (["reason"], [])
    create(Organisation(name="Port", owner=office.city, circle=office.staff), office.omar)
    given = bring(office.omar, csv_of(["uid", "Organisation"], [str(tie.uid), "Port"]), kind="tie")
    assert "something that you cannot see" in problems(given)[0][2]


def test_only_own_circles_and_units_are_taken(office):
    batch = bring(office.omar, csv_of(["Name", "Who sees this"], ["Port", "Strategy team"], ["Pier", "City staff"]))
    assert whats(batch) == [(2, "error"), (3, "new")]


def test_without_the_verb_nothing_is_added(office):
    from django.contrib.auth.models import Group, Permission

    office.omar.groups.clear()
    office.omar.groups.add(group := Group.objects.create(name="Readers"))
    group.permissions.add(Permission.objects.get(codename="change_organisation"))
    batch = bring(type(office.omar).objects.get(pk=office.omar.pk), csv_of(["Name"], ["Port"]))
    assert whats(batch) == [(2, "error")]
    assert "does not let you add" in problems(batch)[0][2]
