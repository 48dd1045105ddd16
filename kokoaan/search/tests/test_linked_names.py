"""A document that holds the name of a linked record is out of date as soon as that one is narrowed or renamed."""

import pytest

from kokoaan.networks.models import MemberList, Membership
from kokoaan.organisations.tests.makers import make_detail, make_note, make_organisation, make_person, make_role
from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import office
from kokoaan.records.changing import change, create
from kokoaan.records.merging import merge
from kokoaan.records.models import Outbox
from kokoaan.records.undoing import undo
from kokoaan.search.kinds import HIGHER, KINDS
from kokoaan.search.searching import search

__all__ = ["office"]


def make_linked(office):
    """An organisation and a person, and all that prints their names."""
    body, person = make_organisation(office, "Zorblatt Institute"), make_person(office, "Zorblatt", "Ansa")
    shared = {"organisation": body, "owner": office.strategy, "circle": office.staff}
    ties = create(Tie(kind="informal", **shared), None), create(Membership(**shared), None)
    lists = create(MemberList(as_of="2025", members="Tartu", **shared), None)
    other = make_person(office, "Example", "Bo")
    make_role(other, body, function="Head")
    own = make_detail(office, person, "a@example.org"), make_note(office, person, "Met at a fair.")
    return body, person, {*ties, lists, other}, set(own)


def waiting():
    return set(Outbox.objects.values_list("kind", "key"))


def documents(*records):
    return {record.document for record in records}


@pytest.mark.parametrize("value", ["circle", "name"])
def test_what_prints_a_name_waits_for_the_index_in_the_same_moment(value, office):
    body, person, of_body, of_person = make_linked(office)
    Outbox.objects.all().delete()
    change(body, {value: office.team.pk if value == "circle" else "Other"}, None)
    assert waiting() == documents(body, *of_body)
    Outbox.objects.all().delete()
    changed = change(person, {"circle": office.team.pk} if value == "circle" else {"family": "Other"}, None)
    assert waiting() == documents(person, *of_person)
    Outbox.objects.all().delete()
    undo(changed, None)
    assert waiting() == documents(person, *of_person)


def test_a_change_that_is_in_no_name_leaves_other_documents_alone(office):
    body, *_others = make_linked(office)
    Outbox.objects.all().delete()
    change(body, {"notes": "Larger now."}, None)
    assert waiting() == documents(body)


def test_a_name_that_was_hidden_finds_nothing_for_who_may_not_see_it_before_and_after_the_index_knows(index, office):
    body, person, *_printing = make_linked(office)
    index()
    assert {hit.kind for hit in search("Zorblatt", office.omar).hits} > {"tie", "membership", "memberlist", "person"}
    for record in (body, person):
        change(record, {"circle": office.team.pk}, None)
    for ready in (lambda: None, index):
        ready()
        assert [(hit.kind, hit.title) for hit in search("Zorblatt", office.omar).hits] == []
    assert {hit.kind for hit in search("Zorblatt", office.ella).hits} == {"organisation", "person"}


def test_a_merge_lets_the_documents_of_what_moved_wait(office):
    body, _person, of_body, _own = make_linked(office)
    kept = make_organisation(office, "Institute")
    Outbox.objects.all().delete()
    merge(kept, body, {}, None)
    assert waiting() >= documents(kept, body, *of_body)


def test_every_kind_of_a_higher_floor_is_in_the_table():
    assert all(KINDS[name].name == name for name in HIGHER)
