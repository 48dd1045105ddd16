"""Links to hidden records: their names are neither shown nor offered."""

from types import SimpleNamespace

import pytest
from django import forms

from kokoaan.organisations.models import Organisation, OrganisationIdentity
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit, make_user
from kokoaan.records.changing import create
from kokoaan.records.history import known_to
from kokoaan.records.register.forms import RecordForm
from kokoaan.records.register.inspecting import shown_field

pytestmark = pytest.mark.django_db
LINK = OrganisationIdentity._meta.get_field("organisation")


@pytest.fixture
def rows():
    unit, everyone = make_unit(), Circle.objects.get(pk=1)
    secret = create(Organisation(name="Secret", owner=unit, circle=make_circle("Team")), by=None)
    return SimpleNamespace(
        omar=make_user("omar"),
        secret=secret,
        open=create(Organisation(name="Open", owner=unit, circle=everyone), by=None),
    )


def form_about(link, user):
    fields = {"organisation": forms.ModelChoiceField(Organisation.objects.all())}
    return SimpleNamespace(user=user, instance=link, fields=fields)


def test_the_name_of_a_hidden_record_is_not_printed_where_it_is_linked(rows):
    link = OrganisationIdentity(organisation=rows.secret)
    assert shown_field(link, LINK, rows.omar).value == "something that you cannot see"
    assert shown_field(OrganisationIdentity(organisation=rows.open), LINK, rows.omar).value == "Open"


def test_a_select_offers_visible_records_only(rows):
    form = form_about(OrganisationIdentity(organisation=rows.open), rows.omar)
    RecordForm.limit(form, "organisation", form.fields["organisation"])
    assert list(form.fields["organisation"].queryset) == [rows.open]


def test_a_link_to_a_hidden_record_stays_as_it_is_and_is_not_in_the_form(rows):
    form = form_about(OrganisationIdentity(organisation=rows.secret), rows.omar)
    RecordForm.limit(form, "organisation", form.fields["organisation"])
    assert form.fields == {}


def test_circles_are_known_to_their_members_only(rows):
    assert list(known_to(rows.omar, Circle)) == [Circle.objects.get(pk=1)]
