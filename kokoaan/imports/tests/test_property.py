"""Whatever a file holds: what goes out comes in as the same, and what came in goes out again whole."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kokoaan.imports.tests.files import apply, book_of, bring, make_place
from kokoaan.lib.text import text
from kokoaan.networks.models import Membership
from kokoaan.organisations.models import Kind, Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import client_of
from kokoaan.projects.models import JointProject, ProjectPartner
from kokoaan.records.changing import change, create
from kokoaan.records.register.exporting import safe
from kokoaan.records.undoing import Choice, Conflicts, undo
from kokoaan.records.values import kept_record
from kokoaan.strategy.models import Goal

names = st.text(st.characters(categories=["L", "N", "Zs", "P"], exclude_characters="\x00"), max_size=30)
cells = st.fixed_dictionaries(
    {
        "uid": st.sampled_from([0, 1, 2, None]),
        "name": names,
        "kind": st.sampled_from(["", "city", "company", "nonsense"]),
        "notes": st.one_of(names, st.sampled_from(["=1+1", "+358", "-", "@x", "'=x"])),
        "place": st.sampled_from(["", "Tallinn", "Atlantis"]),
    }
)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


@pytest.fixture
def three(office):
    make_place()
    made = [Organisation(name=f"Body {n}", owner=office.city, circle=office.staff, notes="=1+1") for n in range(3)]
    return [create(record, office.ella) for record in made]


def state():
    return {str(record.uid): kept_record(record) for record in Organisation.objects.all()}


@hypothesis_settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(cells, max_size=6))
def test_an_import_and_its_undo_restore_everything(rows, office, three):
    before = state()
    table = [["uid", "name", "kind", "notes", "place"]]
    for row in rows:
        uid = "" if row["uid"] is None else str(three[row["uid"]].uid)
        table.append([uid, f"N{row['name']}", row["kind"], f"{row['notes']}.", row["place"]])
    if len(table) == 1:
        return
    batch = apply(bring(office.ella, book_of(organisation=table), "book.xlsx"))
    if batch.changeset and batch.state == "done":
        undo(batch.changeset, office.ella)
    assert state() == before


ROWS = ("Body 0", "Body 1", "Newcomer", "Nobody")
relations = st.lists(
    st.one_of(
        st.tuples(st.just("tie"), st.sampled_from(ROWS), st.sampled_from(["partner", "sister", "x"])),
        st.tuples(st.just("membership"), st.sampled_from(ROWS), st.sampled_from(["member", "observer"])),
        st.tuples(st.just("projectpartner"), st.sampled_from(ROWS), st.sampled_from(["partner", "lead", ""])),
        st.tuples(st.just("organisation"), st.sampled_from(ROWS[:3]), names),
    ),
    max_size=8,
)
RELATIONS = {
    "tie": ["organisation", "kind", "place", "begins"],
    "membership": ["organisation", "level", "goals", "begins"],
    "projectpartner": ["organisation", "role", "project", "note"],
    "organisation": ["name", "notes", "part of", "website"],
}
REST = {"tie": ["Tallinn", "2014"], "membership": ["Top", "2014"], "projectpartner": ["Warm", "x"]}


def everything():
    models = (Organisation, Tie, Membership, ProjectPartner)
    return {str(record.uid): kept_record(record) for model in models for record in model.objects.all()}


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=relations,
    edits=st.lists(st.sampled_from(["Body 0", "Body 1", "Newcomer"]), max_size=2, unique=True),
    choice=st.sampled_from(Choice),
)
def test_an_import_of_relations_is_undone_whole_and_later_edits_are_asked_about(rows, edits, choice, office, three):
    with transaction.atomic():
        undo_and_compare(rows, edits, choice, office)
        transaction.set_rollback(True)


def undo_and_compare(rows, edits, choice, office):
    create(Goal(name=text(en="Top"), term="2025", owner=office.city, circle=office.staff), office.ella)
    create(JointProject(name=text(en="Warm"), owner=office.city, circle=office.staff), office.ella)
    port = Organisation.objects.get(name="Body 0")
    create(Tie(organisation=port, kind="partner", owner=office.city, circle=office.staff), office.ella)
    before = everything()
    sheets = {kind: [heads] for kind, heads in RELATIONS.items()}
    for kind, name, cell in rows:
        rest = REST.get(kind, ["Body 2", "https://example.org"])
        sheets[kind].append([name, f"{cell}." if kind == "organisation" else cell, *rest])
    if not rows:
        return
    batch = bring(office.ella, book_of(**sheets), "all.xlsx", kind="")
    batch = apply(batch)
    if not batch.changeset or batch.state != "done":
        assert everything() == before
        return
    after = everything()
    later = {}
    for name in edits:
        for record in Organisation.objects.filter(name=name):
            change(record, {"notes": "Later."}, office.omar)
            later[str(record.uid)] = record
    touched = {uid for uid in later if after[uid] != before.get(uid)}
    moved = {uid for uid in touched if uid not in before or after[uid]["notes"] != before[uid]["notes"]}
    if moved:
        with pytest.raises(Conflicts) as found:
            undo(batch.changeset, office.ella)
        assert {str(one.change.record) for one in found.value.conflicts} == moved
        assert everything() == {**after, **{uid: {**after[uid], "notes": "Later."} for uid in later}}
    try:
        undo(batch.changeset, office.ella, choice)
    except (ProtectedError, ValidationError):
        # A newcomer that stays keeps what it is a part of.
        assert choice == Choice.KEEP
        return
    wanted = {uid: {**kept, "notes": "Later."} if uid in later else kept for uid, kept in before.items()}
    if choice == Choice.OVERWRITE:
        wanted |= {uid: before[uid] for uid in moved if uid in before}
    else:
        wanted |= {uid: {**after[uid], "notes": "Later."} for uid in moved if uid not in before}
    assert everything() == wanted


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_goes_out_comes_in_as_the_same(office, three, format):
    body = Organisation(name="+358, “x”", kind=Kind.CITY, owner=office.city, circle=office.staff)
    tallinn = make_place("Tartu", 7)
    body.place, body.notes = tallinn, "two\nlines; and more"
    create(body, office.ella)
    create(Organisation(name="Hidden", owner=office.strategy, circle=office.team), office.ella)
    tie = Tie(
        place=tallinn, organisation=three[0], kind="partner", begins="2014", owner=office.city, circle=office.staff
    )
    create(tie, office.ella)
    for kind, count in (("organisation", 4), ("tie", 1)):
        answer = client_of(office.omar).get(reverse(f"{kind}:index"), {"export": format})
        whole = b"".join(answer)
        assert b"Hidden" not in whole
        batch = bring(office.omar, whole, f"list.{format}", kind=kind)
        assert batch.counts == {"same": count}, [(row.changes, row.problems) for row in batch.rows.all()]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_begins_a_formula_however_wide(cell):
    assert safe(cell) == f"'{cell}"


def test_exports_run_no_formula(office, three):
    import io

    from openpyxl import load_workbook

    client = client_of(office.ella)
    text = b"".join(client.get(reverse("organisation:index"), {"export": "csv"})).decode()
    assert "'=1+1" in text
    assert ",=1+1" not in text
    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("organisation:index"), {"export": "xlsx"}))))
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert len(found) == 3
    assert {cell.data_type for cell in found} == {"s"} or all(cell.quotePrefix for cell in found)
