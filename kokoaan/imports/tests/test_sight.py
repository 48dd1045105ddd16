"""What a person does not see is as if it were not there: by address, by name, by natural key, in a link."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kokoaan.imports.models import Batch
from kokoaan.imports.tests.files import bring, csv_of, make_place, problems, whats
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create


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


def test_a_preview_asks_again_who_sees_what_a_row_changes(office):
    port = create(Organisation(name="Port", notes="Secret talks", owner=office.city, circle=office.staff), office.ella)
    given = [str(port.uid), "Quay", "New"]
    wrong = [str(port.uid), "Quay", "Other"]
    batch = bring(office.omar, csv_of(["uid", "Name", "notes"], given, wrong))
    page, errors = (reverse(f"imports:{name}", args=[batch.uid]) for name in ("batch", "errors"))
    asked, client = (f"{page}?what=change", f"{page}?what=error"), client_of(office.omar)
    assert "Secret talks" in client.get(asked[0]).content.decode()
    assert "Port" in client.get(asked[1]).content.decode()
    change(port, {"circle": office.team.pk}, office.ella)
    for one in asked:
        said = client.get(one).content.decode()
        assert "You no longer see the record" in said
        assert not {word for word in ("Secret talks", "Port") if word in said}
    book = load_workbook(io.BytesIO(b"".join(client.get(errors))))
    assert "Port" not in str([cell.value for sheet in book for line in sheet for cell in line])


def test_an_import_is_seen_by_who_brought_it_and_by_nobody_else(office):
    batch = bring(office.ella, csv_of(["Name", "notes"], ["Port", "New"]))
    for page in ("batch", "columns", "errors", "progress"):
        address = reverse(f"imports:{page}", args=[batch.uid])
        assert client_of(office.omar).get(address).status_code == 404
        assert client_of(office.omar).post(address, {"forget": "1"}).status_code in {404, 405}
    assert "file.csv" not in client_of(office.omar).get(reverse("imports:index")).content.decode()
    assert Batch.objects.filter(pk=batch.pk, emptied=False).exists()
