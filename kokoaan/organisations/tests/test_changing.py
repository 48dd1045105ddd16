from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Circle, User
from kokoaan.people.tests.makers import make_circle, make_unit, make_user
from kokoaan.records.changing import Stale, change, create, delete
from kokoaan.records.history import history_of, may_read
from kokoaan.records.models import Change, ChangeSet, Outbox
from kokoaan.records.proposing import accept, decline, propose
from kokoaan.records.undoing import AlreadyUndone, Choice, Conflicts, NothingLeft, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ella():
    return make_user("ella")


@pytest.fixture
def harbour(ella):
    circle = make_circle("City staff", ella)
    record = Organisation(name="Harbour", website="https://harbour.example", owner=make_unit("City"), circle=circle)
    return create(record, by=ella, reason="Met at a fair.")


def again(record):
    return type(record).objects.get(pk=record.pk)


def test_a_birth_is_logged_with_every_field_and_told_to_the_index(harbour, ella):
    row = Change.objects.get()
    assert row.is_birth
    assert (row.new["name"], row.new["uid"], row.new["id"]) == ("Harbour", str(harbour.uid), harbour.pk)
    assert (row.changeset.by, row.changeset.reason, row.changeset.state) == (ella, "Met at a fair.", "applied")
    assert list(Outbox.objects.values_list("kind", "key", "version")) == [("organisation", str(harbour.uid), 1)]


def test_a_change_logs_only_what_differs_and_raises_the_version(harbour, ella):
    changeset = change(harbour, {"name": "Port", "website": harbour.website}, by=ella)
    (row,) = changeset.changes.all()
    assert (row.field, row.old, row.new, row.version) == ("name", "Harbour", "Port", 2)
    assert (harbour.name, harbour.folded, harbour.version) == ("Port", "port", 2)
    assert Outbox.objects.get().version == 2


def test_nothing_different_writes_nothing(harbour, ella):
    assert change(harbour, {"name": "Harbour"}, by=ella) is None
    assert again(harbour).version == 1
    assert ChangeSet.objects.count() == 1


def test_a_wrong_value_writes_nothing(harbour, ella):
    with pytest.raises(ValidationError):
        change(harbour, {"website": "not an address", "name": "Port"}, by=ella)
    assert again(harbour).name == "Harbour"
    assert ChangeSet.objects.count() == 1
    assert Outbox.objects.get().version == 1


def test_a_wrong_new_record_writes_nothing(ella):
    with pytest.raises(ValidationError):
        create(Organisation(name="", owner=make_unit(), circle=Circle.objects.get(pk=1)), by=ella)
    assert not Organisation.objects.exists()
    assert not ChangeSet.objects.exists()


def test_the_second_saver_is_told_and_overwrites_nothing(harbour, ella):
    omar = make_user("omar")
    change(harbour, {"name": "Port"}, by=omar, expected_version=1)
    with pytest.raises(Stale) as stale:
        change(harbour, {"name": "Haven"}, by=ella, expected_version=1)
    assert [(row.field, row.changeset.by) for row in stale.value.changes] == [("name", omar)]
    assert again(harbour).name == "Port"


def test_undo_puts_the_fields_back_and_says_so(harbour, ella):
    changed = change(harbour, {"name": "Port", "kind": "public"}, by=ella)
    undoing = undo(changed, by=ella)
    found = again(harbour)
    assert (found.name, found.kind, found.version) == ("Harbour", "unknown", 3)
    assert (undoing.undoes, changed.state) == (changed, "undone")
    with pytest.raises(AlreadyUndone):
        undo(changed, by=ella)


def test_undo_can_be_undone(harbour, ella):
    changed = change(harbour, {"name": "Port"}, by=ella)
    undo(undo(changed, by=ella), by=ella)
    changed.refresh_from_db()
    assert again(harbour).name == "Port"
    assert changed.state == "applied"


def test_undo_asks_about_later_changes_and_writes_nothing(harbour, ella):
    omar = make_user("omar")
    first = change(harbour, {"name": "Port", "kind": "public"}, by=ella)
    change(harbour, {"name": "Haven"}, by=omar)
    with pytest.raises(Conflicts) as found:
        undo(first, by=ella)
    (conflict,) = found.value.conflicts
    assert (conflict.change.field, conflict.later.new, conflict.later.changeset.by) == ("name", "Haven", omar)
    assert again(harbour).version == 3


@pytest.mark.parametrize(("choice", "name"), [(Choice.KEEP, "Haven"), (Choice.OVERWRITE, "Harbour")])
def test_undo_does_what_was_chosen(choice, name, harbour, ella):
    first = change(harbour, {"name": "Port", "kind": "public"}, by=ella)
    change(harbour, {"name": "Haven"}, by=ella)
    undo(first, ella, choice)
    assert (again(harbour).name, again(harbour).kind) == (name, "unknown")


def test_a_deleted_record_comes_back_with_the_same_keys_and_a_higher_version(harbour, ella):
    change(harbour, {"name": "Port"}, by=ella)
    pk, uid = harbour.pk, harbour.uid
    deleted = delete(harbour, by=ella)
    assert not Organisation.objects.exists()
    assert Outbox.objects.get().version == 3
    undo(deleted, by=ella)
    found = Organisation.objects.get()
    assert (found.pk, found.uid, found.name, found.folded) == (pk, uid, "Port", "port")
    assert found.version > 3


def test_undoing_a_birth_deletes_and_asks_when_it_was_changed_since(harbour, ella):
    birth = ChangeSet.objects.get()
    change(harbour, {"name": "Port"}, by=ella)
    with pytest.raises(Conflicts):
        undo(birth, by=ella)
    with pytest.raises(NothingLeft):
        undo(birth, ella, Choice.KEEP)
    assert again(harbour).name == "Port"


def test_undoing_a_birth_deletes(harbour, ella):
    undoing = undo(ChangeSet.objects.get(), by=ella)
    assert not Organisation.objects.exists()
    undo(undoing, by=ella)
    assert Organisation.objects.get().uid == harbour.uid


def test_a_proposal_changes_nothing_until_a_named_person_accepts(harbour, ella):
    proposal = propose(harbour, {"kind": "public"}, by=None, source="a machine")
    assert again(harbour).kind == "unknown"
    assert proposal.state == "proposed"
    accept(proposal, by=ella)
    assert again(harbour).kind == "public"
    proposal.refresh_from_db()
    assert (proposal.accepted_by, proposal.by, proposal.state) == (ella, None, "applied")
    undo(proposal, by=ella)
    assert again(harbour).kind == "unknown"


def test_a_proposal_is_answered_once(harbour, ella):
    proposal = propose(harbour, {"kind": "public"}, by=None)
    decline(proposal, by=ella)
    with pytest.raises(ChangeSet.DoesNotExist):
        accept(proposal, by=ella)
    assert again(harbour).kind == "unknown"


def test_a_proposal_about_a_field_that_moved_on_asks(harbour, ella):
    proposal = propose(harbour, {"name": "Port"}, by=None)
    change(harbour, {"name": "Haven"}, by=ella)
    with pytest.raises(Conflicts):
        accept(proposal, by=ella)
    assert again(harbour).name == "Haven"
    accept(proposal, ella, Choice.OVERWRITE)
    assert again(harbour).name == "Port"


def test_history_needs_todays_circle_and_the_circles_then(harbour, ella):
    noor, everyone, staff = make_user("noor"), Circle.objects.get(pk=1), harbour.circle
    assert history_of(harbour, noor) == []
    change(harbour, {"notes": "a secret"}, by=ella, reason="secret reason")
    change(harbour, {"circle": everyone}, by=ella)
    change(harbour, {"name": "Port"}, by=ella)
    # Noor sees the record now, and reads what was written since; not what was written while it was hidden.
    assert [line.new for entry in history_of(harbour, noor) for line in entry.lines] == ["Port"]
    assert len(history_of(harbour, ella)) == 4
    change(harbour, {"circle": staff, "notes": "narrowed"}, by=ella)
    change(harbour, {"circle": everyone, "notes": ""}, by=ella)
    assert [line.new for entry in history_of(harbour, noor) for line in entry.lines] == ["Port"]


def test_history_is_told_in_words(harbour, ella):
    change(harbour, {"kind": "public", "circle": Circle.objects.get(pk=1)}, by=ella)
    lines = {line.label: (line.old, line.new) for line in history_of(harbour, ella)[0].lines}
    assert lines == {"Kind": ("kind unknown", "public body"), "Who sees this": ("City staff", "Everyone")}


def test_history_asks_the_same_number_of_queries_however_long_it_is(harbour, ella, django_assert_num_queries):
    for number in range(12):
        change(harbour, {"name": f"Port {number}", "owner": make_unit(f"Unit {number}")}, by=ella)
    ella = User.objects.get(pk=ella.pk)
    ella.circle_ids  # noqa: B018
    with django_assert_num_queries(4):
        assert len(history_of(harbour, ella)) == 13


def test_a_change_to_a_record_that_is_hidden_now_is_not_read(harbour, ella):
    changed = change(harbour, {"name": "Port"}, by=ella)
    assert may_read(changed, ella)
    harbour.circle.members.update(ends=timezone.localdate() - timedelta(days=1))
    assert not may_read(changed, User.objects.get(pk=ella.pk))
