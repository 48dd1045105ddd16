"""Whoever comes second is told what the first changed, on every page that changes something."""

import pytest
from django.urls import reverse

from kokoaan.networks.models import Fee, Membership
from kokoaan.organisations.models import Organisation
from kokoaan.organisations.tests.makers import make_organisation
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create


@pytest.fixture
def port(office):
    return make_organisation(office, "Port")


def read_then_changed(record, user, **values):
    """The version that somebody has on their screen, while another saves."""
    read = record.version
    change(record, values or {"website": "https://example.org"}, user)
    return read


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_who_confirms_is_told(office, port):
    read = read_then_changed(port, office.ella)
    page = reverse("organisation:confirm", args=[port.pk])
    told = said(client_of(office.omar).post(page, {"version": read}, follow=True))
    assert "Ella changed “Port” at" in told
    assert "website" in told


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "1.5", "x", "²", "", "1:2"])
def test_a_version_that_is_none_is_answered_in_words(version, office, port):
    for page, data in (("confirm", {"version": version}), ("delete", {"version": version})):
        answer = client_of(office.omar).post(reverse(f"organisation:{page}", args=[port.pk]), data, follow=True)
        assert answer.status_code == 200
        assert said(answer)
    port.refresh_from_db()
    assert port.confirmed is None
    row = f"organisation:{port.pk}:{version}"
    assert client_of(office.omar).post(reverse("office:confirm"), {"row": row}, follow=True).status_code == 200


def test_who_confirms_many_is_told_of_each_and_of_what_is_not_right(office, port):
    read = read_then_changed(port, office.ella)
    wrong = make_organisation(office, "Pier")
    Organisation.objects.filter(pk=wrong.pk).update(website="no address")
    rows = [f"organisation:{port.pk}:{read}", f"organisation:{wrong.pk}:1"]
    told = said(client_of(office.ella).post(reverse("office:confirm"), {"row": rows}, follow=True))
    assert "Ella changed “Port” at" in told
    assert "“Pier”: edit it first. Enter a valid URL." in told


def test_who_deletes_is_told_and_asked_again(office, port):
    read = read_then_changed(port, office.ella)
    page, omar = reverse("organisation:delete", args=[port.pk]), client_of(office.omar)
    answer = omar.post(page, {"version": read}, follow=True)
    assert "Ella changed “Port” at" in said(answer)
    assert Organisation.objects.exists()
    omar.post(page, {"version": answer.context["object"].version})
    assert not Organisation.objects.exists()


def test_who_changes_many_is_told(office, port):
    read = read_then_changed(port, office.ella)
    data = {"row": f"{port.pk}:{read}", "act": "owner", "given": "1", "owner": office.streets.pk}
    page = client_of(office.omar).post(reverse("organisation:together"), data)
    assert "Ella changed “Port” at" in page.content.decode()


def test_who_changed_is_not_told_where_it_may_not_be_read(office, port):
    read = port.version
    change(port, {"circle": office.team.pk}, office.ella)
    change(port, {"circle": office.staff.pk}, office.ella)
    page = reverse("organisation:confirm", args=[port.pk])
    told = said(client_of(office.omar).post(page, {"version": read}, follow=True))
    assert "“Port” was changed in the meantime." in told
    assert "Ella" not in told


def test_a_form_of_a_part_shows_what_the_first_saver_changed(office, port):
    membership = create(Membership(organisation=port, owner=office.strategy, circle=office.staff), None)
    fee = create(Fee(membership=membership, year=2025, amount="6000", currency="EUR", kind="paid"), None)
    omar, page = client_of(office.omar), reverse("fee:edit", args=[fee.pk])
    form = omar.get(page).context["form"]
    data = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    change(fee, {"amount": "7000.50", "note": "Raised."}, office.ella)
    again = omar.post(page, {**data, "year": "2026"}).context["form"]
    assert (again["amount"].value(), again["note"].value(), again["year"].value()) == ("7000.50", "Raised.", "2026")
    assert "Ella" in str(again.non_field_errors())
    omar.post(page, {bound.html_name: bound.value() for bound in again if bound.value() is not None})
    fee.refresh_from_db()
    assert (str(fee.amount), fee.note, fee.year) == ("7000.50", "Raised.", 2026)
