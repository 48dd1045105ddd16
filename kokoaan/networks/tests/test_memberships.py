"""Fees by year, seats and renewal: named errors, and what a page shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from kokoaan.lib.money import check_currency, in_currency, read_amount
from kokoaan.networks.models import Fee, Membership, Seat
from kokoaan.organisations.models import Organisation
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create


def make_body(office, name, circle=None):
    return create(Organisation(name=name, owner=office.strategy, circle=circle or office.staff), by=None)


def make_membership(office, body, **changed):
    fields = {"owner": office.strategy, "circle": office.staff, **changed}
    return create(Membership(organisation=body, **fields), by=None)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("6000", "6000"), ("6 000,50 €", "6000.50"), ("6,000", "6000"), ("1.234.567,5", "1234567.5"), ("0", "0")]
    + [("1,5", "1.5"), ("12 000,50", "12000.50"), ("12\u00a0000,50", "12000.50"), ("12,000.50", "12000.50")]
    + [("12\u202f000", "12000"), ("€ 5", "5"), ("6000.5", "6000.5"), ("1 234 567", "1234567"), ("0,05", "0.05")],
)
def test_a_sum_is_read_as_people_write_it(typed, amount):
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["0.125", "0,125", "1,234,5", "12.345,678", "1 5", "12 00", "1,2345", "1.5.5", "1 000.000,5", "1e3", "٣", ""],
)
def test_what_is_no_sum_in_any_spelling_is_refused(typed):
    with pytest.raises(ValidationError, match="not a sum of money"):
        read_amount(typed)


@pytest.mark.parametrize(
    ("lang", "typed"), [("fi", "125.375"), ("fi", "6,000"), ("sv", "6.000"), ("sv", "6,000 €"), ("en", "125.375")]
)
def test_thousands_by_a_mark_that_the_language_does_not_use_so_are_refused(lang, typed):
    with override(lang), pytest.raises(ValidationError) as refused:
        read_amount(typed)
    assert refused.value.params == {"text": typed}


@pytest.mark.parametrize(
    ("typed", "error"), [("six thousand", "not a sum of money"), ("-5", "below zero"), ("1/2", "not a sum of money")]
)
def test_a_fee_in_words_is_a_named_error(typed, error, office):
    membership = make_membership(office, make_body(office, "Example Network"))
    form = {"membership": str(membership), "year": "2025", "amount": typed, "currency": "eur", "kind": "paid"}
    said = client_of(office.omar).post(reverse("fee:add"), form)
    assert error in said.context["form"].errors["amount"][0]
    client_of(office.omar).post(reverse("fee:add"), {**form, "amount": "6 000,50"})
    fee = Fee.objects.get()
    assert (fee.amount, fee.currency, fee.circle) == (Decimal("6000.50"), "EUR", office.staff)


def test_a_currency_is_a_code_of_the_list():
    check_currency("FIM")
    with pytest.raises(ValidationError, match="not the code of a currency"):
        check_currency("EURO")


def test_one_fee_for_each_year_and_kind_but_any_number_without_a_year(office):
    membership = make_membership(office, make_body(office, "Example Network"))
    create(Fee(membership=membership, year=2025, amount=1), by=None)
    with pytest.raises(ValidationError, match="already"):
        create(Fee(membership=membership, year=2025, amount=2), by=None)
    create(Fee(membership=membership, year=2025, amount=2, kind="budgeted"), by=None)
    create(Fee(membership=membership, amount=3, kind="stated"), by=None)
    create(Fee(membership=membership, amount=4, kind="stated"), by=None)
    assert [fee.amount for fee in Fee.objects.all().counted()] == [1]


def test_the_body_we_take_part_through_is_told_exactly_when_there_is_one(office):
    body, other = make_body(office, "Example Network"), make_body(office, "Example Region")
    for fields, error in (
        ({"level": "through"}, "Say through which"),
        ({"through": other}, "through another body"),
        ({"level": "through", "through": body}, "through itself"),
    ):
        with pytest.raises(ValidationError, match=error):
            make_membership(office, body, **fields)
    assert make_membership(office, body, level="through", through=other).through == other


def test_seats_are_open_through_the_last_day_that_a_part_of_a_date_may_mean(office):
    membership = make_membership(office, make_body(office, "Example Network"))
    for name, begins, ends in (
        ("open", "2025", ""),
        ("year", "", "2026"),
        ("over", "", "2025-03"),
        ("soon", "", "2026-03-09"),
    ):
        create(Seat(membership=membership, name=name, begins=begins, ends=ends), by=None)

    def names(rows):
        return {seat.name for seat in rows}

    assert names(Seat.objects.open_on(date(2026, 3, 9))) == {"open", "year", "soon"}
    assert names(Seat.objects.open_on(date(2026, 3, 10))) == {"open", "year"}
    assert names(Seat.objects.ending(date(2026, 3, 1), date(2026, 4, 30))) == {"soon"}


@pytest.mark.parametrize(
    ("renews", "months", "by"),
    [("2027-01-01", 6, date(2026, 7, 1)), ("2027-03-31", 1, date(2027, 2, 28)), ("2027", 0, date(2027, 1, 1))],
)
def test_the_last_day_of_notice_is_so_many_months_before_the_renewal(renews, months, by):
    assert Membership(renews=renews, notice_months=months).notice_by == by


def test_a_hidden_name_finds_no_membership(office):
    shown = make_membership(office, make_body(office, "Example Network"))
    make_membership(office, make_body(office, "Secret Network", office.team))
    rows = Membership.objects.visible_to(office.omar)
    assert list(rows.called("network")) == [shown]
    assert not rows.called("secret")


def test_the_page_shows_fees_with_bars_other_spells_and_the_last_day_of_notice(office):
    body = make_body(office, "Example Network")
    make_membership(office, body, status="ended", begins="2002", ends="2015", decision="§ 1083")
    now = make_membership(office, body, begins="2019", renews="2999-01-01", notice_months=3)
    create(Fee(membership=now, year=2025, amount=1000), by=None)
    create(Fee(membership=now, year=2024, amount=500), by=None)
    said = client_of(office.omar).get(reverse("membership:inspect", args=[now.pk])).content.decode()
    assert ['width="100"' in said, 'width="50"' in said, "§ 1083" in said, "1 October 2998" in said] == [True] * 4


def test_a_fee_goes_with_its_membership_into_another_circle(office):
    membership = make_membership(office, make_body(office, "Example Network"))
    fee = create(Fee(membership=membership, year=2025, amount=1), by=None)
    change(membership, {"circle": office.team}, by=None)
    fee.refresh_from_db()
    assert fee.circle == office.team


def test_what_lacks_something_that_is_asked_since_is_not_confirmed_but_told(office):
    membership = make_membership(office, make_body(office, "Example Network"))
    Membership.objects.filter(pk=membership.pk).update(level="through")
    address = reverse("membership:confirm", args=[membership.pk])
    said = client_of(office.omar).post(address, {"version": "1"}, follow=True).content.decode()
    assert "Edit it first: Say through which organisation we take part." in said


def test_the_hidden_name_of_an_organisation_finds_no_fee_of_a_visible_membership(office):
    hidden = make_membership(office, make_body(office, "Quiet Alliance", office.team))
    shown = make_membership(office, make_body(office, "Open Alliance"))
    for membership in (hidden, shown):
        create(Fee(membership=membership, year=2025, amount=Decimal(10), currency="EUR"), by=None)
    omar = client_of(office.omar)
    assert omar.get(reverse("fee:index") + "?q=alliance").context["items_count"] == 1
    assert omar.get(reverse("fee:index") + "?q=quiet").context["items_count"] == 0


def test_a_list_says_sums_and_days_as_its_reader_writes_them(office):
    membership = make_membership(office, make_body(office, "Example Network"), begins="2014-03", renews="2027-05-29")
    create(Fee(membership=membership, year=2025, amount=24000), by=None)
    said = client_of(office.omar).get(reverse("fee:index")).content.decode()
    assert "€24,000.00" in said
    finnish = {"accept-language": "fi"}
    said = client_of(office.omar).get(reverse("membership:index"), headers=finnish).content.decode()
    assert all(day in said for day in ("3/2014", "29.5.2027"))


@pytest.mark.parametrize(("lang", "said"), [("fi", "1 234 567,00 €"), ("en", "€1,234,567.00")])
def test_a_sum_is_written_as_the_readers_language_writes_it(lang, said):
    with override(lang):
        assert in_currency(Decimal("1234567"), "EUR").replace("\N{NO-BREAK SPACE}", " ") == said
