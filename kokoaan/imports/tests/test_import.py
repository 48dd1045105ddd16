"""A file comes in: new, changed, the same, likely duplicates, errors; and goes out again by undo."""

import pytest
from django.db.models import F, Q

from kokoaan.imports.tests.files import apply, book_of, bring, csv_of, make_place, problems, whats
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.records.changing import change, create
from kokoaan.records.checking import only_filled
from kokoaan.records.models import Change, ChangeSet
from kokoaan.records.undoing import Choice, Conflicts, undo


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def make(office, name="Harbour", **changed):
    return create(Organisation(name=name, owner=office.city, circle=office.staff, **changed), office.ella)


def test_new_rows_are_read_by_the_form_and_owned_as_in_it(office):
    place = make_place()
    batch = bring(
        office.ella,
        csv_of(
            ["Name", "Kind", "place", "Website"],
            ["Port", "company", "Tallinn", "https://p.example"],
            ["Bridge", "", "", ""],
        ),
    )
    assert whats(batch) == [(2, "new"), (3, "new")], problems(batch)
    assert not Organisation.objects.exists()
    apply(batch)
    port = Organisation.objects.get(name="Port")
    assert (port.kind, port.place, port.owner, port.circle) == ("company", place, office.city, office.staff)
    assert Organisation.objects.get(name="Bridge").kind == "unknown"
    assert batch.changeset.changes.count() == 2
    assert not batch.path.exists()
    assert not batch.rows.exists()


def test_a_row_of_a_record_shows_old_and_new_and_empty_cells_leave_what_is_there(office):
    port = make(office, notes="Old.", website="https://p.example")
    batch = bring(office.ella, csv_of(["uid", "Name", "Notes", "Website"], [str(port.uid), "Harbour", "New.", ""]))
    (row,) = batch.rows.all()
    assert (row.what, row.changes) == ("change", [["notes", "Old.", "New."]])
    apply(batch)
    port.refresh_from_db()
    assert (port.notes, port.website, port.version) == ("New.", "https://p.example", 2)


def test_empty_cells_empty_where_that_was_asked(office):
    port = make(office, notes="Old.")
    batch = bring(office.ella, csv_of(["uid", "Name", "Notes"], [str(port.uid), "Harbour", ""]), clears=True)
    assert batch.rows.get().changes == [["notes", "Old.", ""]]


def test_the_same_name_without_another_place_is_the_same_record(office):
    make(office, notes="Old.")
    for row in (["harbour", "Old."], ["Harbour", "New."]):
        assert whats(bring(office.ella, csv_of(["Name", "Notes"], row))) == [(2, "change")]


def test_another_place_is_a_likely_duplicate_that_can_be_chosen(office):
    make(office, place=make_place())
    make_place("Tartu", 2)
    batch = bring(office.ella, csv_of(["Name", "Place"], ["Harbour", "Tartu"], ["Bridge", ""], ["Bridge", ""]))
    assert whats(batch) == [(2, "duplicate"), (3, "new"), (4, "duplicate")]
    assert "Harbour #" in problems(batch)[0][2]
    assert "Row 3" in problems(batch)[1][2]
    batch.rows.filter(number=2).update(chosen=True)
    apply(batch)
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Bridge", "Harbour", "Harbour"]


def test_relations_of_one_workbook_in_any_order_of_sheets(office):
    make_place()
    ties = [
        ["Organisation", "Place", "kind", "Status", "Begins"],
        ["Port", "Tallinn", "sister city", "active", "9.3.2014"],
    ]
    book = book_of(Ties=ties, Organisaatiot=[["Name"], ["Port"]], Notes=[["a", "b"], ["c", "d"]])
    book_sheets = {"Ties": ties, "organisation": [["Name"], ["Port"]]}
    batch = bring(office.ella, book_of(**book_sheets), "all.xlsx", kind="")
    assert [row.what for row in batch.rows.all()] == ["new", "new"], problems(batch)
    apply(batch)
    tie = Tie.objects.get()
    assert (tie.organisation.name, tie.begins, tie.kind) == ("Port", "2014-03-09", "sister")
    assert book


def test_undo_takes_back_births_and_updates_and_lists_conflicts(office):
    port, pier = make(office), make(office, "Pier")
    rows = [["uid", "Name"], [str(port.uid), "Port"], [str(pier.uid), "Jetty"], ["", "Bridge"]]
    batch = apply(bring(office.ella, csv_of(*rows)))
    pier.refresh_from_db()
    change(pier, {"name": "Quay"}, office.omar)
    with pytest.raises(Conflicts) as found:
        undo(batch.changeset, office.ella)
    assert [one.change.record for one in found.value.conflicts] == [pier.uid]
    undo(batch.changeset, office.ella, Choice.KEEP)
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Harbour", "Quay"]


def test_what_moved_on_since_it_was_looked_at_is_looked_at_again(office):
    port = make(office)
    batch = bring(office.ella, csv_of(["uid", "Name"], [str(port.uid), "Port"], ["", "Bridge"]))
    change(port, {"notes": "Others were here."}, office.omar)
    sets = ChangeSet.objects.count()
    apply(batch)
    assert (batch.state, ChangeSet.objects.count()) == ("checked", sets)
    assert "Nothing was written" in batch.problem
    assert apply(batch).state == "done"


def test_a_file_takes_as_many_queries_for_a_hundred_rows_as_for_ten(office, index, django_assert_max_num_queries):
    index()

    def rows(count, word):
        return csv_of(["Name"], *([f"{word} {number}"] for number in range(count)))

    with django_assert_max_num_queries(120):
        apply(bring(office.ella, rows(400, "Large")))
    assert Change.objects.count() == 400


def test_relations_take_as_many_queries_for_a_hundred_rows_as_for_ten(office, django_assert_max_num_queries):
    for number in range(120):
        make(office, f"Body {number}")
    rows = [[f"Body {number}", "partner", "2014", "2030"] for number in range(120)]
    with django_assert_max_num_queries(130):
        batch = apply(bring(office.ella, csv_of(["Organisation", "kind", "begins", "ends"], *rows), kind="tie"))
    assert Tie.objects.count() == 120, problems(batch)


def test_what_a_condition_asks_only_to_be_filled_is_told_from_what_it_compares():
    every = {one.name: only_filled(one.condition) for one in Tie._meta.constraints}
    assert every["tie_has_another_side"] == {"place", "organisation"}
    assert every["tie_ends_after_it_begins"] == set()
    assert only_filled(Q(begins__isnull=True) | Q(ends__gte=F("begins"))) == set()
    assert only_filled(Q(place__isnull=True, kind="x")) == {"place"}
