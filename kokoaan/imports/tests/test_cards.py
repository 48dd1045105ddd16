"""vCards of any version come in whole, in one batch that is undone as one; what is left out is told, card by card."""

import pytest
from django.urls import reverse

from kokoaan.imports.tests.files import apply, bring, problems
from kokoaan.organisations.models import ContactDetail, Organisation, Person, PersonalNote, Role
from kokoaan.organisations.tests.makers import make_detail, make_organisation, make_person, make_role
from kokoaan.organisations.tests.test_vcard import APPLE, NEW, PHONE
from kokoaan.organisations.vcard_out import cards
from kokoaan.people.tests.office import client_of
from kokoaan.records.undoing import undo

BODY = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Harbour Office\nURL:https://h.example\nTEL:+358 9 1\nEND:VCARD\n"
NAMELESS = "BEGIN:VCARD\nVERSION:3.0\nEMAIL:who@example.org\nEND:VCARD\n"
BARE_BODY = "BEGIN:VCARD\nVERSION:3.0\nORG:Harbour Guild\nEND:VCARD\n"
TWICE = """BEGIN:VCARD
VERSION:3.0
N:Example;Bo;;;
ORG:Port;
TITLE:Head
item1.ORG:Pier;Traffic
item1.TITLE:Chair
EMAIL:other.bo@example.org
END:VCARD
"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def came(user, *some):
    return bring(user, "".join(some).encode(), "people.vcf", kind="person")


def counts():
    return [model.objects.count() for model in (Person, Organisation, Role, ContactDetail, PersonalNote)]


def test_cards_of_all_versions_come_in_whole_and_go_out_again_as_one(office):
    batch = came(office.ella, PHONE, APPLE, NEW, BODY, BARE_BODY)
    assert set(batch.counts) == {"new"}, problems(batch)
    apply(batch)
    bo = Person.objects.get(given="Bo Erik")
    (role,) = bo.roles.all()
    assert (role.organisation.name, role.function, role.unit) == ("Example Port", "Head of Traffic", "Traffic")
    assert sorted(ContactDetail.objects.filter(person=bo).values_list("kind", "value", "note")) == [
        ("address", "Quay 1, 00100 Helsinki, Finland", ""),
        ("email", "bo.two@example.org", ""),
        ("email", "bo@example.org", ""),
    ]
    assert "second, with a comma\nRelated: Cecilia Example" in PersonalNote.objects.get(person=bo).text
    harbour = Organisation.objects.get(name="Harbour Office")
    assert (harbour.website, harbour.notes) == ("https://h.example", "phone: +358 9 1")
    assert Organisation.objects.filter(name="Harbour Guild").exists()
    assert batch.changeset.changes.count() == sum(counts())
    undo(batch.changeset, office.ella)
    assert counts() == [0, 0, 0, 0, 0]


def test_the_preview_calls_rows_by_what_they_hold(office):
    batch = came(office.ella, TWICE)
    page = client_of(office.ella).get(reverse("imports:batch", args=[batch.uid])).content.decode()
    assert "roles, row 1: Bo Example (card 1) · Port · Head" in " ".join(page.split())
    assert "contact details, row 1:" in " ".join(page.split())


def test_what_is_left_out_is_told_card_by_card_and_nameless_ones_are_counted(office):
    batch = came(office.ella, NEW, APPLE, NAMELESS, BARE_BODY)
    told = [note for sheet in batch.sheets.values() for note in sheet["notes"]]
    assert "1 card has no name and is left out: number 3." in told
    assert "Card 2: X-SOCIALPROFILE (1) left out." in told
    assert "Left out on purpose: BDAY (1)." in told


def test_roles_keep_their_titles_and_two_of_one_name_their_own_details(office):
    batch = came(office.ella, TWICE, APPLE.replace("Bo Erik", "Bo").replace("Bo;Erik", "Bo;"))
    assert [row.name for row in batch.rows.filter(what="duplicate")][0] == "Bo Example"
    batch.rows.filter(what="duplicate").update(chosen=True)
    apply(batch)
    assert batch.state == "done", batch.problem
    roles = {(role.organisation.name, role.function, role.unit) for role in Role.objects.all()}
    assert roles == {("Port", "Head", ""), ("Pier", "Chair", "Traffic"), ("Example Port", "Head of Traffic", "Traffic")}
    first, second = Person.objects.order_by("pk")
    assert ContactDetail.objects.get(person=first).value == "other.bo@example.org"
    assert ContactDetail.objects.filter(person=second, kind="email").count() == 2


def test_a_card_of_somebody_who_is_there_adds_what_is_new(office):
    bo = make_person(office, "Example", "Bo", title="Mr")
    make_detail(office, bo, "bo@example.org")
    make_role(bo, make_organisation(office, "Port"), function="Head")
    batch = came(office.ella, TWICE.replace("N:Example;Bo;;;", "N:Example;Bo;;Dr;"))
    found = {(row.kind, row.what) for row in batch.rows.all()}
    assert ("person", "change") in found
    assert ("organisation", "same") in found
    assert ("role", "same") in found
    assert ("contactdetail", "new") in found
    assert batch.rows.get(kind="person").changes == [["title", "Mr", "Dr"]]
    apply(batch)
    assert batch.state == "done", batch.problem
    assert ContactDetail.objects.filter(person=bo).count() == 2


def test_cards_that_went_out_come_in_as_the_same(office):
    bo = make_person(office, "Example", "Bo", title="Mr", languages="fi, en", also="B. Example")
    make_detail(office, bo, "bo@example.org")
    make_detail(office, bo, "Quay 1, Oulu", kind="address")
    make_role(bo, make_organisation(office, "Port"), function="Head")
    make_role(bo, make_organisation(office, "Pier"), function="Chair", unit="Traffic")
    batch = came(office.ella, *cards(Person.objects.all(), office.ella))
    assert set(batch.counts) == {"same"}, [(row.kind, row.what, row.changes, row.problems) for row in batch.rows.all()]
