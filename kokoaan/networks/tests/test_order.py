"""The place of a row in a list tells nothing of a name that not all its readers may see."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kokoaan.networks.models import Fee, MemberList, Membership, Seat
from kokoaan.networks.tests.test_memberships import make_body, make_membership
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create


@pytest.fixture
def bodies(office):
    """Two that all staff see, and between their names one that is secret."""
    return [make_body(office, "Alpha"), make_body(office, "Merger talks", office.team), make_body(office, "Omega")]


@pytest.fixture
def memberships(office, bodies):
    return [make_membership(office, body) for body in bodies]


def listed(user, kind):
    return [row.pk for row in client_of(user).get(reverse(f"{kind}:index")).context["object_list"]]


def last_is_secret(office, bodies, kind, rows):
    """The rows in the order of the list, whatever the secret organisation is called."""
    for name in ("Aaland", "Zeta"):
        change(bodies[1], {"name": name}, by=office.ella)
        assert listed(office.omar, kind) == [rows[0].pk, rows[2].pk, rows[1].pk]


def test_of_memberships(office, bodies, memberships):
    assert str(Membership.objects.last()).startswith("something that not all")
    last_is_secret(office, bodies, "membership", memberships)


def test_of_lists_of_members(office, bodies):
    told = {"as_of": "2026", "members": "Turku", "owner": office.strategy, "circle": office.staff}
    rows = [create(MemberList(organisation=body, **told), by=None) for body in bodies]
    last_is_secret(office, bodies, "memberlist", rows)


def test_of_fees_and_seats(office, bodies, memberships):
    fees = [create(Fee(membership=one, year=2025, amount=1), by=None) for one in memberships]
    seats = [create(Seat(membership=one, name="Board"), by=None) for one in memberships]
    last_is_secret(office, bodies, "fee", fees)
    last_is_secret(office, bodies, "seat", seats)
