"""Merge and undo: every field of every record comes back, but for versions and the history."""

import pytest
from django.apps import apps
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.lib.text import text
from kokoaan.networks.models import Membership
from kokoaan.organisations.models import Kind, Organisation, OrganisationIdentity
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit
from kokoaan.places.models import Country, Place
from kokoaan.records.changing import change, create
from kokoaan.records.lasting import record_now, uid_now
from kokoaan.records.merging import merge
from kokoaan.records.models import Record
from kokoaan.records.pointing import links_to
from kokoaan.records.undoing import undo
from kokoaan.records.values import kept_field, kept_record, logged_fields
from kokoaan.strategy.models import Goal

ENDS = ("keep", "gone", "other")
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
names = words.filter(lambda value: value.strip() != "")
circles = st.sampled_from(["Everyone", "Staff", "Team"])
ends = st.sampled_from(ENDS)
organisation = st.fixed_dictionaries(
    {"name": names, "kind": st.sampled_from(Kind.values), "notes": words, "circle": circles}
)
# What a link row is, and which of the three organisations it points at.
links = st.lists(
    st.one_of(
        st.tuples(st.just("tie"), ends, circles),
        st.tuples(st.just("membership"), ends, circles),
        st.tuples(st.just("meeting"), st.sets(ends, max_size=3), circles),
        st.tuples(st.just("identity"), ends, circles),
    ),
    max_size=8,
)
chosen = st.dictionaries(st.sampled_from(["name", "kind", "notes", "goals"]), st.booleans())
anything = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def house(db):
    country = Country.objects.create(code="FI", name=text(en="Finland"), continent="EU")
    common = {"country": country, "latitude": 60, "longitude": 25, "population": 1, "timezone": "Europe/Helsinki"}
    place = Place.objects.create(id=1, local_name="Place", **common)
    staff, team = make_circle("Staff"), make_circle("Team")
    return {
        "place": place,
        "owner": make_unit("City"),
        "circles": {"Everyone": Circle.objects.get(pk=1), "Staff": staff, "Team": team},
    }


def everything():
    """Every record and every identity of the house, by its uid or key; versions apart."""
    records = {
        str(row.uid): kept_record(row)
        for model in apps.get_models()
        if issubclass(model, Record)
        for row in model.objects.all()
    }
    identities = {f"{row}": row.organisation_id for row in OrganisationIdentity.objects.all()}
    return records, identities


def make_link(kind, end, circle, three, house, number):
    common = {"owner": house["owner"], "circle": house["circles"][circle]}
    if kind == "identity":
        OrganisationIdentity.objects.create(source="test", key=str(number), organisation=three[end])
    elif kind == "tie":
        create(Tie(place=house["place"], organisation=three[end], kind="partner", **common), by=None)
    elif kind == "membership":
        create(Membership(organisation=three[end], **common), by=None)
    else:
        meeting = Meeting(who="X", about="Y", **common)
        meeting.links = {"organisations": sorted(three[one].pk for one in end)}
        create(meeting, by=None)


def points_at(record):
    return [link.name for link in links_to(type(record)) if link.rows(record).exists()]


@anything
@given(three=st.tuples(organisation, organisation, organisation), rows=links, pick=chosen, circle=circles)
def test_merge_then_undo_restores_everything_and_the_undo_can_be_undone(house, three, rows, pick, circle):
    clear()
    made = {
        end: create(Organisation(**{**one, "circle": house["circles"][one["circle"]]}, owner=house["owner"]), by=None)
        for end, one in zip(ENDS, three, strict=True)
    }
    goal = create(Goal(name=text(en="Goal"), term="2025", owner=house["owner"], circle_id=1), by=None)
    change(made["gone"], {"goals": [goal.pk]}, by=None)
    for number, (kind, end, seen_by) in enumerate(rows):
        make_link(kind, end, seen_by, made, house, number)
    before = everything()
    keep, gone = made["keep"], Organisation.objects.get(pk=made["gone"].pk)
    fields = logged_fields(Organisation)
    values = {name: kept_field(gone if theirs else keep, fields[name]) for name, theirs in pick.items()}
    merged = merge(keep, gone, {**values, "circle": house["circles"][circle]}, by=None)
    after = everything()
    assert str(gone.uid) not in after[0]
    assert points_at(gone) == []
    assert len(before[0]) == len(after[0]) + 1
    assert all(kept_field(keep, fields[name]) == value for name, value in values.items())
    assert record_now(gone.uid) == keep
    undone = undo(merged, by=None)
    assert everything() == before
    assert uid_now(gone.uid) == gone.uid
    again = undo(undone, by=None)
    assert everything() == after
    assert uid_now(gone.uid) == keep.uid
    undo(again, by=None)
    assert everything() == before
    assert uid_now(gone.uid) == gone.uid


def clear():
    """Each example begins with an empty house: the fixture is made once for all of them."""
    for model in (OrganisationIdentity, Meeting, Membership, Tie, Organisation, Goal):
        for row in model.objects.all():
            models.Model.delete(row)


def test_every_kind_of_link_to_an_organisation_is_found():
    found = {link.name for link in links_to(Organisation)}
    assert {
        "partners.tie.organisation",
        "networks.membership.organisation",
        "networks.memberlist.organisation",
        "desk.meeting.organisations",
        "organisations.organisationidentity.organisation",
    } <= found
    assert not any("meeting_organisations" in name for name in found)


def test_a_uid_in_the_shortlist_of_a_need_follows_the_tie_that_was_merged(house):
    common = {"owner": house["owner"], "circle": house["circles"]["Staff"]}
    keep, gone = (create(Tie(place=house["place"], kind="partner", **common), by=None) for _ in range(2))
    need = Need(text="heat", **common)
    need.candidates = [Candidate("place:1", "Place", tie=str(gone.uid)), Candidate("place:2", "Other")]
    create(need, by=None)
    merged = merge(keep, gone, {}, by=None)
    assert [one.tie for one in Need.objects.get().candidates] == [str(keep.uid), ""]
    undo(merged, by=None)
    assert [one.tie for one in Need.objects.get().candidates] == [str(gone.uid), ""]
