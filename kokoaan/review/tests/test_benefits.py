"""The benefit log: one page, one giver, and no name of what the reader may not see."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from kokoaan.lib.text import text
from kokoaan.networks.models import Fee, Membership
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.acting import us_of
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.projects.models import JointProject
from kokoaan.records.changing import create
from kokoaan.review.models import Benefit
from kokoaan.review.worth import silent_rows
from kokoaan.strategy.models import Goal

LOG = "/office/benefit/log/"


def make_membership(office, name, circle=None, **changed):
    fields = {"owner": office.strategy, "circle": circle or office.staff}
    organisation = create(Organisation(name=name, **fields), by=None)
    return create(Membership(organisation=organisation, **fields, **changed), by=None)


def make_tie(office, name):
    place = make_place(name, "EE")
    return create(Tie(place=place, kind="partner", owner=office.strategy, circle=office.staff), by=None)


def make_benefit(office, gave, **given):
    return create(Benefit(gave=gave, kind="other", owner=office.strategy, circle=office.staff, **given), by=None)


def begun(client, address=LOG):
    """What the form has filled in by itself."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in ("giver", "day", "owner", "circle")}


def test_a_benefit_is_logged_with_two_fields_from_the_page_of_what_gave_it(office):
    membership = make_membership(office, "Example Network")
    client = client_of(office.omar)
    page = client.get(reverse("membership:inspect", args=[membership.pk])).content.decode()
    assert f"{LOG}?membership={membership.pk}" in page
    given = begun(client, f"{LOG}?membership={membership.pk}")
    said = client.post(LOG, {**given, "gave": "Our words in a joint paper", "kind": "influence"})
    benefit = Benefit.objects.get()
    assert said.url == reverse("membership:inspect", args=[membership.pk])
    assert (benefit.membership, benefit.day, benefit.circle) == (membership, timezone.localdate(), office.staff)
    assert "Our words in a joint paper" in client.get(said.url).content.decode()


def test_a_benefit_is_given_by_exactly_one(office):
    tie, membership = make_tie(office, "Tallinn"), make_membership(office, "Example Network")
    for givers in ({}, {"tie": tie, "membership": membership}):
        with pytest.raises(ValidationError, match="one tie, one membership or one joint project"):
            make_benefit(office, "x", **givers)
    assert not Benefit.objects.exists()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("Nowhere", "No tie, membership or joint project that you see is called “Nowhere”."),
        ("Example Net", "None is called “Example Net”. Some are like it: Example Network"),
        ("Hidden Club", "No tie, membership or joint project that you see is called “Hidden Club”."),
        ("", "This field is required."),
    ],
)
def test_what_gave_it_is_named_or_the_error_says_what_is_like_it(typed, error, office):
    make_membership(office, "Example Network")
    make_membership(office, "Hidden Club", office.team)
    said = client_of(office.omar).post(LOG, {"gave": "x", "kind": "other", "giver": typed})
    assert said.context["form"].errors["giver"][0].startswith(error)
    assert not Benefit.objects.exists()


def test_a_name_alone_is_enough_where_one_row_has_it_and_two_are_told_apart(office):
    client, tie = client_of(office.omar), make_tie(office, "Tallinn")
    given = {**begun(client), "gave": "x", "kind": "other"}
    client.post(LOG, {**given, "giver": "tallinn"})
    assert Benefit.objects.get().tie == tie
    project = create(JointProject(name=text(en="Tallinn"), owner=office.strategy, circle=office.staff), by=None)
    said = client.post(LOG, {**given, "giver": "tallinn"})
    assert f"Tallinn #project-{project.pk}" in said.context["form"].errors["giver"][0]
    client.post(LOG, {**given, "giver": f"Tallinn #project-{project.pk}"})
    assert Benefit.objects.get(tie=None).project == project


def test_a_reader_of_the_benefit_who_may_not_see_what_gave_it_reads_no_name(office):
    hidden = make_membership(office, "Hidden Club", office.team)
    benefit = make_benefit(office, "A chair for us", membership=hidden)
    client = client_of(office.omar)
    pages = [reverse("benefit:index"), reverse("benefit:inspect", args=[benefit.pk])]
    for page in (*pages, f"{pages[0]}?export=csv"):
        response = client.get(page)
        said = b"".join(response) if response.streaming else response.content
        assert (b"A chair for us" in said, b"Hidden Club" in said) == (True, False)
    assert client.get(f"{LOG}?membership={hidden.pk}").context["giver"] is None
    assert "A chair" not in client.get("/office/benefit/worth/").content.decode()


def test_a_benefit_of_what_few_see_is_for_those_few_to_begin_with(office):
    hidden = make_membership(office, "Hidden Club", office.team)
    assert begun(client_of(office.ella), f"{LOG}?membership={hidden.pk}")["circle"] == office.team.pk


def test_the_goals_of_what_gave_it_come_first(office):
    shared = {"term": "2025–2029", "owner": office.strategy, "circle": office.staff}
    first, second = (create(Goal(name=text(en=name), **shared), by=None) for name in ("A", "B"))
    membership = make_membership(office, "Example Network")
    membership.goals.set([second])
    context = client_of(office.omar).get(f"{LOG}?membership={membership.pk}").context
    assert [goal.pk for goal in context["form"].fields["goals"].queryset] == [second.pk, first.pk]
    assert context["first"] == 1


def test_what_one_types_suggests_what_one_sees_of_every_kind(office):
    make_membership(office, "Example Network")
    make_membership(office, "Example Secret", office.team)
    create(JointProject(name=text(en="Example power"), owner=office.strategy, circle=office.staff), by=None)
    rows = client_of(office.omar).get("/office/meeting/suggest/?kind=giver&q=exam").json()["rows"]
    assert [(row["label"].split(" · ")[0], row["what"]) for row in rows] == [
        ("Example Network", "Membership"),
        ("Example power", "Joint project"),
    ]


def test_a_membership_with_a_fee_and_no_benefit_in_a_year_is_counted_and_opens(office):
    silent, heard, _free = (make_membership(office, name) for name in ("Silent", "Heard", "Free"))
    for membership in (silent, heard):
        create(Fee(membership=membership, year=2025, amount=Decimal(1000)), by=None)
    make_benefit(office, "x", membership=heard)
    make_benefit(office, "y", membership=silent, day=timezone.localdate() - timedelta(days=500))
    assert list(silent_rows(office.ella, us_of(office.ella), timezone.localdate())) == [silent]
    client = client_of(office.ella)
    only = [row.membership for row in client.get("/office/benefit/worth/?only=silent").context["rows"]]
    every = client.get("/office/benefit/worth/").context["rows"]
    assert only == [silent]
    assert {str(row.membership).split(" · ")[0]: row.total for row in every} == {"Silent": 0, "Heard": 1, "Free": 0}
