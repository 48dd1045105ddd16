"""Nothing of a practice becomes public, or changes while it is, unless a second person accepted it: by no door."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Circle
from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Practice, PracticeResult
from kokoaan.records.asking import delete_or_propose, undo_or_propose
from kokoaan.records.changing import change, create, delete
from kokoaan.records.merging import merge
from kokoaan.records.models import ChangeSet
from kokoaan.records.proposing import accept, propose
from kokoaan.records.second import SecondAsked
from kokoaan.records.undoing import undo

EVERYONE = Circle.EVERYONE


def make_practice(office, title="Safe routes", circle=None, by=None, **more):
    return create(Practice(title=text(en=title), owner=office.strategy, circle=circle or office.staff, **more), by)


@pytest.fixture
def public(office):
    return make_practice(office, circle=Circle.objects.get(pk=EVERYONE))


def now(practice):
    return Practice.objects.get(pk=practice.pk)


def test_one_person_alone_makes_nothing_public_and_changes_nothing_that_is(office, public):
    inner, everyone = make_practice(office, "Inner"), Circle.objects.get(pk=EVERYONE)
    result = PracticeResult(practice=public, indicator=text(en="Trips"), before="1", after="2")
    before = ChangeSet.objects.count()
    for door in (
        lambda: make_practice(office, "Born public", everyone, by=office.ella),
        lambda: change(inner, {"circle": EVERYONE}, office.ella),
        lambda: change(public, {"title": text(en="Other")}, office.ella),
        lambda: create(result, office.ella),
        lambda: delete(public, office.ella),
    ):
        with pytest.raises(SecondAsked):
            door()
    assert ChangeSet.objects.count() == before
    assert (now(inner).circle_id, str(now(public))) == (office.staff.pk, "Safe routes")


def test_narrowing_confirming_and_what_is_not_public_ask_nobody(office, public):
    change(public, {"confirmed": "2026-11-01"}, office.ella)
    change(public, {"circle": office.staff.pk, "title": text(en="Withdrawn")}, office.ella)
    assert str(now(public)) == "Withdrawn"
    create(PracticeResult(practice=now(public), indicator=text(en="Trips")), office.ella)


def test_the_proposer_is_no_second_person(office):
    practice = make_practice(office)
    proposal = propose(practice, {"circle": EVERYONE}, office.ella)
    with pytest.raises(SecondAsked):
        accept(proposal, office.ella)
    assert now(practice).circle_id == office.staff.pk
    accept(proposal, office.omar)
    assert now(practice).circle_id == EVERYONE


def test_a_bulk_edit_of_the_circle_leaves_practices_as_they_are_and_says_why(office):
    practice = make_practice(office)
    given = {"row": [f"{practice.pk}:{practice.version}"], "act": "circle", "given": "1", "circle": EVERYONE}
    client = client_of(office.ella)
    looked = client.post("/office/practice/together/", given)
    assert "A second person accepts this" in looked.content.decode()
    client.post("/office/practice/together/", {**given, "step": "do", "looked": looked.context["looked"]})
    assert now(practice).circle_id == office.staff.pk


def test_the_undo_of_an_accepted_change_waits_for_a_second_person_too(office, public):
    proposal = propose(public, {"title": text(en="Other")}, office.ella)
    accept(proposal, office.omar)
    with pytest.raises(SecondAsked):
        undo(proposal, office.omar)
    page = client_of(office.omar).post(reverse("changes:undo", args=[proposal.uid]), follow=True)
    assert "somebody else accepts it before" in page.content.decode()
    assert str(now(public)) == "Other"
    accept(ChangeSet.objects.get(state="proposed"), office.ella)
    proposal.refresh_from_db()
    assert (str(now(public)), proposal.state) == ("Safe routes", "undone")


def test_a_deleted_practice_comes_back_with_its_parts_when_a_second_person_accepts(office, public):
    create(PracticeResult(practice=public, indicator=text(en="Trips")), None)
    gone = delete_or_propose(public, office.ella)
    accept(gone, office.omar)
    assert not Practice.objects.exists()
    accept(undo_or_propose(gone, office.ella, None, None), office.omar)
    assert (str(now(public)), PracticeResult.objects.get().practice_id) == ("Safe routes", public.pk)


def test_what_made_a_practice_public_is_undone_by_one_person(office):
    practice = make_practice(office)
    proposal = propose(practice, {"circle": EVERYONE}, office.ella)
    accept(proposal, office.omar)
    undo(proposal, office.ella)
    assert now(practice).circle_id == office.staff.pk


def test_two_organisations_that_become_one_take_public_practices_along_and_back(office):
    keep, gone = (
        create(Organisation(name=name, owner=office.city, circle=office.staff), None) for name in ("Body", "The Body")
    )
    practice = make_practice(office, circle=Circle.objects.get(pk=EVERYONE), organisation=gone)
    merged = merge(keep, gone, {}, office.ella)
    assert now(practice).organisation_id == keep.pk
    undo(merged, office.ella)
    assert now(practice).organisation_id == gone.pk
    with pytest.raises(ValidationError):
        change(now(practice), {"organisation": keep.pk}, office.ella)
