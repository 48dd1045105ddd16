"""Merge and undo with a row of every kind that points at a record: one that is added later has to be made here too."""

import pytest
from django.contrib.contenttypes.models import ContentType

from kokoaan.desk.models import Meeting
from kokoaan.duplicates.kinds import KINDS
from kokoaan.lib.text import text
from kokoaan.networks.models import MemberList, Membership
from kokoaan.organisations.models import (
    Acquaintance,
    ContactDetail,
    Organisation,
    OrganisationIdentity,
    Person,
    PersonalNote,
    Role,
)
from kokoaan.partners.models import Agreement, Tie
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_unit, make_user
from kokoaan.places.tests.makers import make_place
from kokoaan.practices.models import Adoption, Practice, PracticePartner
from kokoaan.projects.models import JointProject, ProjectPartner
from kokoaan.records.changing import create
from kokoaan.records.merging import merge
from kokoaan.records.models import Attachment, Part, Record
from kokoaan.records.pointing import links_to
from kokoaan.records.undoing import undo
from kokoaan.records.values import kept_field, logged_fields
from kokoaan.review.models import Benefit
from tests.test_merge_property import everything

pytestmark = pytest.mark.django_db
FILE = {"name": "x.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64}


@pytest.fixture
def house():
    return {"owner": make_unit("City"), "circle_id": Circle.EVERYONE}


def made(model, house, **fields):
    """A row; `links` to many go beside its fields."""
    many = fields.pop("links", {})
    own = {} if issubclass(model, Part) or not issubclass(model, Record) else house
    row = model(**fields, **own)
    row.links = many
    return create(row, by=None)


def organisation(house, name="Body"):
    return made(Organisation, house, name=name)


def person(house, family="Meri"):
    return made(Person, house, family=family)


def project(house, name="Project"):
    return made(JointProject, house, name=text(en=name))


def practice(house, **told):
    return made(Practice, house, title=text(en="Safe routes"), **told)


def tie(house):
    return made(Tie, house, place=make_place("Turku", "FI"), kind="partner")


# One row for each link, as `links_to` names it.
ROWS = {
    "desk.meeting.organisations": lambda one, house: made(
        Meeting, house, who="X", about="Y", links={"organisations": [one.pk]}
    ),
    "desk.meeting.people": lambda one, house: made(Meeting, house, who="X", about="Y", links={"people": [one.pk]}),
    "partners.tie.organisation": lambda one, house: made(Tie, house, organisation=one, kind="partner"),
    "partners.agreement.parties": lambda one, house: made(
        Agreement, house, title=text(en="A"), kind="memorandum", tie=tie(house), links={"parties": [one.pk]}
    ),
    "networks.membership.organisation": lambda one, house: made(Membership, house, organisation=one),
    "networks.membership.through": lambda one, house: made(
        Membership, house, organisation=organisation(house), level="through", through=one
    ),
    "networks.memberlist.organisation": lambda one, house: made(
        MemberList, house, organisation=one, as_of="2019", members="Turku"
    ),
    "projects.projectpartner.organisation": lambda one, house: made(
        ProjectPartner, house, project=project(house), organisation=one
    ),
    "projects.projectpartner.project": lambda one, house: made(
        ProjectPartner, house, project=one, organisation=organisation(house)
    ),
    "organisations.organisation.parent": lambda one, house: made(Organisation, house, name="Part", parent=one),
    "organisations.organisationidentity.organisation": lambda one, house: OrganisationIdentity.objects.create(
        source="x", key="1", organisation=one
    ),
    "organisations.role.organisation": lambda one, house: made(Role, house, person=person(house), organisation=one),
    "organisations.role.person": lambda one, house: made(Role, house, person=one, organisation=organisation(house)),
    "organisations.acquaintance.person": lambda one, house: made(
        Acquaintance, house, person=one, user=make_user("knows")
    ),
    "organisations.contactdetail.person": lambda one, house: made(
        ContactDetail, house, person=one, value="a@example.org"
    ),
    "organisations.personalnote.person": lambda one, house: made(PersonalNote, house, person=one, text="Kind."),
    "practices.practice.organisation": lambda one, house: practice(house, organisation=one),
    "practices.practicepartner.organisation": lambda one, house: made(
        PracticePartner, house, practice=practice(house), organisation=one
    ),
    "practices.adoption.organisation": lambda one, house: made(
        Adoption, house, practice=practice(house), organisation=one
    ),
    "review.benefit.project": lambda one, house: made(Benefit, house, project=one, kind="learning", gave="Learnt"),
}
MERGED = {"organisation": organisation, "person": person, "jointproject": project}
LINKS = [(kind, link.name) for kind in KINDS for link in links_to(KINDS[kind].model)]


def document(one):
    model = ContentType.objects.get_for_model(one)
    return create(Attachment(model=model, record=one.uid, title="Minutes", **FILE), by=None)


def link_named(record, name):
    return next(link for link in links_to(type(record)) if link.name == name)


@pytest.mark.parametrize(("kind", "name"), LINKS)
def test_a_row_of_every_link_and_its_documents_move_and_come_back(kind, name, house):
    keep, gone = MERGED[kind](house, "Kept"), MERGED[kind](house, "Gone")
    ROWS[name](gone, house)
    document(gone)
    link = link_named(gone, name)
    before = everything()
    merged = merge(keep, gone, {}, by=None)
    assert (link.rows(keep).count(), link.rows(gone).count()) == (1, 0)
    assert Attachment.objects.get().record == keep.uid
    after = everything()
    undone = undo(merged, by=None)
    assert everything() == before
    undo(undone, by=None)
    assert everything() == after


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_can_be_taken_from_either_and_comes_back(kind, house):
    keep, gone = MERGED[kind](house, "Kept"), MERGED[kind](house, "Gone")
    before = everything()
    fields = logged_fields(type(keep))
    theirs = {name: kept_field(gone, field) for name, field in fields.items() if name != "circle"}
    merged = merge(keep, gone, theirs, by=None)
    assert {name: kept_field(keep, fields[name]) for name in theirs} == theirs
    undo(merged, by=None)
    assert everything() == before
