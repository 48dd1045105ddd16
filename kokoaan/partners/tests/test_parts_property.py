"""Parts go with their whole, whatever is done in whatever order: each has its whole's owner and circle, always."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokoaan.lib.text import text
from kokoaan.partners.models import Agreement, Clause, Commitment, EarlierStatus, Tie
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import change, create, delete
from kokoaan.records.models import Attachment
from kokoaan.records.undoing import Choice, undo

MODELS = (Tie, EarlierStatus, Agreement, Clause, Commitment, Attachment)
WHOLES = st.sampled_from([0, 1])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("circle"), st.sampled_from(["tie", "agreement"]), WHOLES, st.sampled_from([0, 1, 2])),
        st.tuples(st.just("owner"), st.sampled_from(["tie", "agreement"]), WHOLES, st.sampled_from([0, 1])),
        # The earlier status to another tie, the commitment to another agreement.
        st.tuples(st.just("move"), st.sampled_from(["earlier", "commitment"]), WHOLES),
        st.tuples(st.just("delete"), st.sampled_from(["agreement", "commitment", "earlier", "attachment"]), WHOLES),
        st.tuples(st.just("undo"), st.sampled_from([0, 1, 2])),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def house(db):
    circles = [Circle.objects.get(pk=1), make_circle("Staff"), make_circle("Strategists")]
    return {"units": [make_unit("City"), make_unit("Region")], "circles": circles, "place": make_place("Tallinn")}


def make_rows(house):
    owners, circles = house["units"], house["circles"]
    common = {"owner": owners[0], "circle": circles[1]}
    ties = [create(Tie(place=house["place"], kind="partner", **common), None) for _ in range(2)]
    agreements = [create(Agreement(title=text(en="On trams"), **common), None) for _ in range(2)]
    clause = create(Clause(agreement=agreements[0], text=text(en="Shall.")), None)
    promises = [create(Commitment(agreement=one, what=text(en="Send it")), None) for one in agreements]
    with_clause = create(Commitment(agreement=agreements[0], clause=clause, what=text(en="Keep it")), None)
    about = {"model": ContentType.objects.get_for_model(with_clause), "record": with_clause.uid}
    held = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64}
    document = create(Attachment(title="Plan", **about, **held), None)
    earlier = create(EarlierStatus(tie=ties[0], status="active"), None)
    return {
        "tie": ties,
        "agreement": agreements,
        "commitment": promises,
        "earlier": [earlier] * 2,
        "attachment": [document] * 2,
    }


def there(record):
    return type(record).objects.filter(pk=record.pk).first()


def take(step, rows, house, sets):
    """Do one step and return its change set; None when there is nothing left to do it to."""
    verb, *rest = step
    if verb == "undo":
        return undone(sets.pop(rest[0]), rows) if rest[0] < len(sets) else None
    kind, which, *value = rest
    record = there(rows[kind][which])
    if record is None:
        return None
    if verb == "delete":
        return delete(record, None)
    if verb == "move":
        whole = there(rows["tie" if kind == "earlier" else "agreement"][1 - which])
        return change(record, {type(record).whole_field: whole.pk}, None) if whole else None
    return change(record, {verb: house["circles" if verb == "circle" else "units"][value[0]]}, None)


def undone(changeset, rows):
    """The change set of the undoing; None where what a part belonged to is gone, and then nothing is written."""
    before = everything()
    try:
        return undo(changeset, None, Choice.OVERWRITE)
    except ValidationError:
        wholes = (*rows["tie"], *rows["agreement"], *rows["commitment"])
        assert not all(there(whole) for whole in wholes), "nothing is gone: it should have been undone"
        assert everything() == before
        return None


def check_parts():
    for model in (EarlierStatus, Clause, Commitment, Attachment):
        for part in model.objects.all():
            assert (part.owner_id, part.circle_id) == (part.whole.owner_id, part.whole.circle_id)
    for promise in Commitment.objects.exclude(clause=None):
        assert promise.clause.agreement_id == promise.agreement_id


def everything():
    """All rows as the database holds them, but for the versions."""
    rows = {model: model.objects.order_by("pk").values() for model in MODELS}
    return {
        model: [{name: value for name, value in row.items() if name != "version"} for row in found]
        for model, found in rows.items()
    }


anything = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@anything
@given(steps=steps)
def test_every_part_has_the_owner_and_circle_of_its_whole_and_undo_restores_all(steps, house):
    rows, sets, before = make_rows(house), [], [everything()]
    for step in (step for step in steps if step[0] != "undo"):
        if changeset := take(step, rows, house, []):
            sets.append(changeset)
            before.append(everything())
        check_parts()
    while sets:
        assert everything() == before.pop()
        undo(sets.pop(), None)
        check_parts()
    assert everything() == before.pop()
    for row in (*rows["agreement"], *rows["tie"]):
        delete(row, None)


@anything
@given(steps=steps)
def test_parts_stay_with_their_whole_when_older_changes_are_undone_over_later_ones(steps, house):
    rows, sets = make_rows(house), []
    for step in steps:
        if changeset := take(step, rows, house, sets):
            sets.append(changeset)
        check_parts()
