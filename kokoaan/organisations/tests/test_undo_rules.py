"""Who may take back what, and what the pages say of it."""

import pytest
from django.urls import reverse

from kokoaan.organisations.models import Organisation
from kokoaan.organisations.tests.makers import make_organisation, make_person, make_role
from kokoaan.people.roles import ROLES, make_roles
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create, delete
from kokoaan.records.history import history_of
from kokoaan.records.merging import merge
from kokoaan.records.models import ChangeSet
from kokoaan.records.undoing import NothingLeft, undo


def undone(client, changeset, **data):
    """The answer to somebody who wants it undone, in words."""
    answer = client.post(reverse("changes:undo", args=[changeset.uid]), data, follow=True)
    return answer.status_code, answer.content.decode()


def born(record):
    return ChangeSet.objects.get(changes__record=record.uid)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_takes_back_what_they_added_themselves(role, office):
    office.omar.groups.set([make_roles()[role]])
    record = create(Organisation(name="Port", owner=office.strategy, circle=office.staff), office.omar)
    omar = client_of(office.omar)
    assert undone(omar, born(record))[0] == 200
    assert not Organisation.objects.exists()
    assert undone(omar, ChangeSet.objects.first())[0] == 200
    assert Organisation.objects.exists()


@pytest.mark.parametrize(("role", "may"), [("Coordinator", True), ("Expert", True), ("Adviser", False)])
def test_what_others_added_is_taken_back_by_who_may_delete(role, may, office):
    office.omar.groups.set([make_roles()[role]])
    record = create(Organisation(name="Port", owner=office.strategy, circle=office.staff), office.ella)
    undone(client_of(office.omar), born(record))
    assert Organisation.objects.exists() is not may


def test_who_may_change_nothing_any_more_takes_back_nothing(office):
    record = create(Organisation(name="Port", owner=office.strategy, circle=office.staff), office.omar)
    office.omar.groups.clear()
    undone(client_of(office.omar), born(record))
    assert Organisation.objects.exists()


def test_the_page_says_when_nothing_is_left_to_undo(office):
    record = make_organisation(office, "Port")
    first = change(record, {"name": "Haven"}, office.ella)
    change(record, {"name": "Harbour"}, office.omar)
    ella = client_of(office.ella)
    said = undone(ella, first)[1]
    assert "Nothing is left to undo" in said
    assert 'value="keep"' not in said
    before = ChangeSet.objects.count()
    assert "Nothing is left to undo" in undone(ella, first, choice="keep")[1]
    assert ChangeSet.objects.count() == before
    with pytest.raises(NothingLeft):
        undo(first, office.ella, "keep")


def test_a_change_made_after_the_conflicts_were_looked_at_is_asked_about_too(office):
    record = make_organisation(office, "Port")
    first = change(record, {"name": "Haven"}, office.ella)
    change(record, {"name": "Harbour"}, office.omar)
    ella = client_of(office.ella)
    seen = ella.post(reverse("changes:undo", args=[first.uid])).context["seen"]
    change(record, {"name": "Dock"}, office.omar)
    assert "This has been changed again since" in undone(ella, first, choice="overwrite", seen=seen)[1]
    assert Organisation.objects.get().name == "Dock"
    seen = ella.post(reverse("changes:undo", args=[first.uid])).context["seen"]
    undone(ella, first, choice="overwrite", seen=seen)
    assert Organisation.objects.get().name == "Port"


def test_history_tells_of_a_merge_from_every_side(office):
    keep, gone = make_organisation(office, "Port of Turku"), make_organisation(office, "Turku Port")
    role = make_role(make_person(office), gone, function="Head")

    def told(record):
        return [entry.what for entry in history_of(record, office.ella)]

    merged = merge(keep, gone, {}, office.ella)
    role.refresh_from_db()
    assert told(keep)[0] == "Merged: “Turku Port” became a part of this record"
    assert told(role)[0] == "Changed, because two records that it linked to became one"
    undo(merged, office.ella)
    assert "Merged into “Port of Turku”" in told(Organisation.objects.get(name="Turku Port"))
    change(keep, {"circle": office.team.pk}, None)
    back = Organisation.objects.get(name="Turku Port")
    assert not any("Port of Turku" in entry.what for entry in history_of(back, office.omar))
    delete(role, None)


def test_nonsense_for_who_leaves_a_circle_is_no_error_of_ours(office):
    page = reverse("circles:circle", args=[office.staff.uid])
    assert client_of(office.ella).post(page, {"leave": "x"}).status_code == 404
