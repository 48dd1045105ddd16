"""What people and organisations are found by, and when the index hears of it."""

from kokoaan.lib.text import text
from kokoaan.organisations.tests.makers import make_detail, make_organisation, make_person, make_role
from kokoaan.people.tests.office import office
from kokoaan.records.changing import delete
from kokoaan.records.models import Outbox
from kokoaan.search.documents import of_contact_detail, of_organisation, of_person

__all__ = ["office"]


def test_its_document_holds_every_name_and_id(office):
    made = make_organisation(office, "Commission", names=text(fi="Komissio"), acronym="EC", transparency="123456789-01")
    names = {name.text for name in of_organisation(made).names}
    assert {"Commission", "Komissio", "EC", "123456789-01"} <= names


def test_a_person_is_found_by_a_role_and_the_index_hears_of_it(office):
    person = make_person(office)
    Outbox.objects.all().delete()
    role = make_role(person, make_organisation(office, "Body", office.team), function="Harbour master")
    assert Outbox.objects.filter(kind="person", key=str(person.uid)).exists()
    names = {name.text for name in of_person(person).names}
    assert any("Harbour master" in name for name in names)
    # Not all who see the person see the organisation.
    assert not any("Body" in name for name in names)
    Outbox.objects.all().delete()
    delete(role, by=None)
    assert [row.key for row in Outbox.objects.filter(kind="person")] == [str(person.uid)]


def test_a_detail_names_the_person_only_where_all_its_readers_see_them(office):
    person = make_person(office, circle=office.team)
    same = make_detail(office, person, "a@example.org")
    wider = make_detail(office, person, "b@example.org", circle=office.staff)
    assert of_contact_detail(same).title("en") == "a@example.org · Esimerkki Example"
    assert "Esimerkki" not in of_contact_detail(wider).title("en")
