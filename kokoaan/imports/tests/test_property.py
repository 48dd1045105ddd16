"""Whatever a file holds: what goes out comes in as the same, and what came in goes out again whole."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kokoaan.imports.tests.files import apply, book_of, bring, make_place
from kokoaan.organisations.models import Kind, Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import create
from kokoaan.records.register.exporting import safe
from kokoaan.records.undoing import undo
from kokoaan.records.values import kept_record

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
