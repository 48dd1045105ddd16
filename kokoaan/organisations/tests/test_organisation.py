"""Organisations: names in languages, parts without circles, ids that are checked."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.organisations.tests.makers import make_organisation, make_person, make_role
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change


@pytest.mark.parametrize("typed", ["European Commission", "euroopan komissio", "EC", "europeiska kommissionen"])
def test_an_organisation_is_called_by_all_its_names(typed, office):
    commission = make_organisation(
        office,
        "European Commission",
        names=text(fi="Euroopan komissio", sv="Europeiska kommissionen"),
        acronym="EC",
    )
    make_organisation(office, "European Commission against Racism")
    assert Organisation.objects.called(typed)[0] == commission
    assert list(Organisation.objects.named(typed)) == [commission]


def test_a_part_of_a_name_is_called_but_not_named(office):
    commission = make_organisation(office, "European Commission", acronym="EC")
    assert list(Organisation.objects.called("commis")) == [commission]
    assert not Organisation.objects.named("commis").exists()
    assert not Organisation.objects.called("").exists()


def test_circular_units_are_refused_however_long_the_circle(office):
    top = make_organisation(office, "Commission")
    middle = make_organisation(office, "Directorate-General", parent=top)
    unit = make_organisation(office, "Unit", parent=middle)
    for whole, part in ((top, unit), (top, middle), (top, top)):
        with pytest.raises(ValidationError, match="Circular units"):
            change(whole, {"parent": part}, by=None)
    top.refresh_from_db()
    assert top.parent is None


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("wikidata", "Q8880", "8880"),
        ("transparency", "184017945022-94", "18-4"),
        ("pic", "999874528", "99987452"),
        ("business_id", "0201256-6", "0201256-7"),
        ("business_id", "212000-0142", "<b>"),
    ],
)
def test_an_id_is_checked_by_its_form(field, right, wrong, office):
    organisation = make_organisation(office, "Body")
    change(organisation, {field: right}, by=None)
    with pytest.raises(ValidationError) as refused:
        change(organisation, {field: wrong}, by=None)
    assert list(refused.value.error_dict) == [field]
    assert wrong in refused.value.messages[0]


def test_the_page_lists_parts_people_and_ids_that_the_reader_sees(office):
    commission = make_organisation(office, "Commission", wikidata="Q8880", pic="999874528")
    make_organisation(office, "DG Seen", parent=commission)
    make_organisation(office, "DG Hidden", circle=office.team, parent=commission)
    make_role(make_person(office, "Seen"), commission, function="Head")
    make_role(make_person(office, "Former"), commission, function="Head before", ends="2019")
    make_role(make_person(office, "Hidden", circle=office.team), commission, function="Adviser")
    said = client_of(office.omar).get(reverse("organisation:inspect", args=[commission.pk])).content.decode()
    assert "DG Seen" in said
    assert "DG Hidden" not in said
    assert 'href="https://www.wikidata.org/wiki/Q8880"' in said
    assert "Esimerkki Seen" in said
    assert said.index("Head before") > said.index("Earlier")
    assert "Adviser" not in said


def test_a_part_is_linked_by_its_acronym(office):
    commission = make_organisation(office, "European Commission", acronym="EC")
    form = {"name": "DG CLIMA", "kind": "dg", "parent": "ec", "owner": office.streets.pk, "circle": office.staff.pk}
    client_of(office.omar).post(reverse("organisation:add"), form)
    assert Organisation.objects.get(name="DG CLIMA").parent == commission
