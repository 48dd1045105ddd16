"""Bad input gets a sentence with the row and the column, and nothing is half-written."""

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kokoaan.imports import tabling
from kokoaan.imports.cells import as_number
from kokoaan.imports.errors import Refused
from kokoaan.imports.sheet import Number
from kokoaan.imports.tests.files import apply, book_of, bring, csv_of, make_place, problems, whats
from kokoaan.imports.workbook import read_workbook
from kokoaan.imports.writing import corrections
from kokoaan.networks.models import Fee, Membership
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.records.changing import create


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def written(tmp_path, body):
    path = tmp_path / "book.xlsx"
    path.write_bytes(body)
    return path


def rezipped(body, **parts):
    """The workbook with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


BOOK = book_of(Organisations=[["Name"], ["Port"]])


def test_a_bomb_is_not_opened(tmp_path):
    bomb = rezipped(BOOK, **{"xl/sharedStrings.xml": b" " * 70_000_000})
    with pytest.raises(Refused, match="unfolds"):
        read_workbook(written(tmp_path, bomb))


def test_entities_are_not_expanded(tmp_path):
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    with pytest.raises(Refused, match="never writes"):
        read_workbook(written(tmp_path, rezipped(BOOK, **{"xl/sharedStrings.xml": evil})))


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 and then nothing", b"hello", BOOK[: len(BOOK) // 2]])
def test_a_damaged_workbook_is_refused(tmp_path, body):
    with pytest.raises(Refused):
        read_workbook(written(tmp_path, body))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part_is_refused(tmp_path, part):
    with pytest.raises(Refused):
        read_workbook(written(tmp_path, rezipped(BOOK, **{part: b"<broken"})))


def test_a_number_in_a_cell_is_no_text_in_a_language(office):
    body = create(Organisation(name="Eurocities", owner=office.city, circle=office.staff), office.ella)
    belonging = create(Membership(organisation=body, owner=office.city, circle=office.staff), office.ella)
    heads = ["membership", "year", "amount"]
    uid = str(belonging.uid)
    rows = [[uid, 2020, 24000], [uid, 2021, 125.37], [uid, 2022, 125.375], [uid, 2023, "about twenty thousand"]]
    batch = bring(office.ella, book_of(fee=[heads, *rows]), "book.xlsx", kind="fee")
    # A fee has cents and no parts of a cent: but it is not a hundred and twenty-five thousand.
    assert [row for row, *_said in problems(batch)] == [4, 5], problems(batch)
    assert "“125.375” has more than two decimals" in problems(batch)[0][2]
    assert "about twenty thousand" in problems(batch)[1][2]
    again = b"".join(corrections(batch, batch.rows.filter(what="error"), {}))
    assert [said for *_where, said in problems(bring(office.ella, again, "again.xlsx", kind="fee"))] == [
        said for *_where, said in problems(batch)
    ]
    apply(batch)
    assert sorted(str(one.amount) for one in Fee.objects.all()) == ["125.37", "24000.00"]


def test_numbers_with_three_decimals_are_read_as_they_are():
    assert as_number(Number("125.375")) == "125.375"
    with pytest.raises(ValidationError, match="two ways"):
        as_number("125.375")


def test_dates_of_both_epochs_are_read_and_impossible_ones_named(office):
    make_place()
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (
        ["Place", "kind", "begins"],
        ["Tallinn", "partner", date(2014, 3, 9)],
        ["Tallinn", "sister", 99_999_999],
    ):
        book.active.append(row)
    book.active["C3"].number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    book.save(out)
    batch = bring(office.ella, out.getvalue(), "mac.xlsx", kind="tie")
    assert batch.rows.first().values["2"] == "2014-03-09"
    assert [(row, key) for row, key, _said in problems(batch)] == [(3, "begins")]


def test_of_a_formula_the_value_is_taken_and_that_is_said(office):
    body = rezipped(
        BOOK,
        **{
            "xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<sheetData><row r="1"><c r="A1" t="str"><v>Name</v></c></row><row r="2"><c r="A2" t="str">'
            b'<f>"P"&amp;"ort"</f><v>Port</v></c></row></sheetData></worksheet>'
        },
    )
    batch = bring(office.ella, body, "book.xlsx")
    assert batch.rows.get().name == "Port"
    assert batch.sheets["Organisations"]["notes"] == [
        "Formulas are not brought in: of 1 cells the value is taken that was computed last."
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_million_columns_are_refused(office, ending):
    many = (",".join(["x"] * 1_000_000)).encode()
    if ending == "xlsx":
        cells = b"".join(b'<c r="%s1"><v>1</v></c>' % get_column_letter(n).encode() for n in range(1, 18_000))
        many = rezipped(
            BOOK,
            **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>" + cells + b"</row></sheetData></worksheet>"},
        )
    with pytest.raises(Refused):
        bring(office.ella, many, f"wide.{ending}")
    lines = b"Name;Notes\nPort" + b";x" * 1_000_000
    batch = bring(office.ella, lines)
    assert len(problems(batch)) == 1


def test_too_many_cells_are_refused(office, monkeypatch):
    monkeypatch.setattr(tabling, "CELLS", 100)
    with pytest.raises(Refused, match="more than 100 cells"):
        bring(office.ella, csv_of(["Name", "Notes"], *[["Port", "x"]] * 60))


@pytest.mark.parametrize("name", ["locked.xlsx", "old.xlsx"])
def test_a_locked_or_old_workbook_is_called_so(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000)
    with pytest.raises(Refused, match="password, or of the old kind"):
        read_workbook(path)


def test_rows_that_together_are_circular_are_named(office):
    one, two, three = (
        create(Organisation(name=name, owner=office.city, circle=office.staff), office.ella) for name in "ABC"
    )
    rows = [[str(one.uid), "A", "B"], [str(two.uid), "B", "C"], [str(three.uid), "C", "A"]]
    batch = bring(office.ella, csv_of(["uid", "Name", "Part of"], *rows))
    assert [row.what for row in batch.rows.all()] == ["error", "error", "error"]
    assert {said for _row, _key, said in problems(batch)} == {
        "Circular: the rows 2, 3, 4 are parts of one another. Empty the cell in one of them."
    }
    apply(batch)
    three.refresh_from_db()
    assert three.parent is None


def merged(*ranges):
    book = Workbook()
    for row in (["Name", "Notes", "Website"], ["Port", "Both"], ["Pier", ""]):
        book.active.append(row)
    for one in ranges:
        book.active.merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_merged_cells_are_named(office):
    batch = bring(office.ella, merged("B2:B3"), "book.xlsx")
    assert [(row, key) for row, key, _said in problems(batch)] == [(2, "notes"), (3, "notes")]
    assert "B2:B3" in problems(batch)[0][2]


def test_merged_headers_are_refused(office):
    with pytest.raises(Refused, match="A1:B1"):
        bring(office.ella, merged("A1:B1"), "book.xlsx")


def test_a_formula_without_a_value_is_no_empty_cell(office):
    batch = bring(office.ella, book_of(Sheet=[["Name", "Notes"], ["Port", "=1+1"]]), "book.xlsx")
    assert problems(batch) == [
        (2, "notes", "The cell holds a formula without a value. Compute it, or write the value itself.")
    ]


def test_wrong_dates_an_end_before_its_start_and_choices_are_named(office):
    make_place()
    batch = bring(
        office.ella,
        csv_of(
            ["Place", "kind", "begins", "ends"],
            ["Tallinn", "partner", "31.2.2014", ""],
            ["Tallinn", "partner", "2014", "2013-05"],
            ["Tallinn", "friend", "2015", ""],
        ),
        kind="tie",
    )
    found = problems(batch)
    assert [(row, key) for row, key, _said in found] == [(2, "begins"), (3, ""), (4, "kind")]
    assert "2014-02-31" in found[0][2]
    assert found[1][2] == "The end is before the beginning."
    assert "partner city" in found[2][2]
    assert apply(batch).counts["written"] == 0
    assert not Tie.objects.exists()


def test_a_fee_in_words_and_one_in_another_currency_are_named(office):
    body = create(Organisation(name="Eurocities", owner=office.city, circle=office.staff), office.ella)
    belonging = create(Membership(organisation=body, owner=office.city, circle=office.staff), office.ella)
    fees = [["twenty thousand", ""], ["24 000,50 €", ""], ["24 000 €", "USD"], ["1,234", "EUR"], ["-5", "EUR"]]
    rows = [[str(belonging.uid), str(2020 + number), *fee] for number, fee in enumerate(fees)]
    batch = bring(office.ella, csv_of(["membership", "year", "amount", "currency"], *rows), kind="fee")
    wrong = {row for row, _key, _said in problems(batch)}
    assert wrong == {2, 4, 5, 6}, problems(batch)
    assert "twenty thousand" in problems(batch)[0][2]
    apply(batch)
    assert str(Fee.objects.get().amount) == "24000.50"


def test_ten_springfields_are_listed(office):
    for number in range(10):
        make_place("Springfield", 100 + number, "US", population=50_000 + number, longitude=-80 - number)
        create(Organisation(name="Springfield", owner=office.city, circle=office.staff), office.ella)
    batch = bring(office.ella, csv_of(["Name", "Place"], ["Town hall", "Springfield"]))
    said = problems(batch)[0][2]
    assert "Several places are called" in said
    assert len([number for number in range(100, 110) if f"#{number}" in said]) >= 5
    assert whats(bring(office.ella, csv_of(["Name", "Place"], ["Town hall", "Springfield #103"]))) == [(2, "new")]
    wrong = bring(office.ella, csv_of(["Name", "Place"], ["Town hall", "Shelbyville #103"]))
    assert whats(wrong) == [(2, "error")]
    batch = bring(office.ella, csv_of(["Organisation", "kind"], ["Springfield", "partner"]), kind="membership")
    assert "Several are called “Springfield”" in problems(batch)[0][2] or "#" in problems(batch)[0][2]


def test_a_circular_goal_is_named(office):
    from kokoaan.lib.text import text
    from kokoaan.strategy.models import Goal

    def goal(name, **more):
        return create(
            Goal(name=text(en=name), term="2025", owner=office.city, circle=office.staff, **more), office.ella
        )

    top = goal("Top")
    part = goal("Part", parent=top)
    batch = bring(office.ella, csv_of(["uid", "parent"], [str(top.uid), f"Part #{part.pk}"]), kind="goal")
    assert [key for _row, key, _said in problems(batch)] == ["parent"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters_are_found_out(office, encoding, delimiter):
    body = f'Name{delimiter}Notes\r\n"Åbo – hamn"{delimiter}"two\nlines"\r\n'.encode(encoding)
    batch = bring(office.ella, body)
    (row,) = batch.rows.all()
    assert (row.name, row.values["1"]) == ("Åbo – hamn", "two\nlines")


def test_a_row_with_more_cells_than_headers_is_named(office):
    batch = bring(office.ella, csv_of(["Name", "Notes"], ["Port", "a", "b"]))
    assert "more cells than the header" in problems(batch)[0][2]


@pytest.mark.parametrize(
    ("name", "body"), [("a.pdf", b"x"), ("a.csv", b""), ("a.csv", b"Name"), ("a.csv", b"a\0b;c\nd;e")]
)
def test_what_is_no_list_is_refused_and_not_kept(office, name, body, tmp_path):
    with pytest.raises(Refused):
        bring(office.ella, body, name)
    assert [path for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_a_row_that_names_a_wrong_row_above_says_so(office):
    batch = bring(
        office.ella,
        book_of(
            organisation=[["Name", "Website"], ["Port", "nowhere"]], tie=[["Organisation", "kind"], ["Port", "partner"]]
        ),
        "all.xlsx",
        kind="",
    )
    assert "in a row that cannot be brought in" in problems(batch)[1][2] or "Port" in problems(batch)[1][2]
    apply(batch)
    assert not Organisation.objects.exists()


def test_a_text_longer_than_its_field_takes_is_no_row(office):
    rows = [["x" * 1_000, "y" * 20_000], ["x" * 1_001, ""], ["Koulut", "y" * 20_001]]
    batch = bring(office.ella, csv_of(["Title (fi)", "Problem before (fi)"], *rows), kind="practice")
    assert whats(batch) == [(2, "new"), (3, "error"), (4, "error")]
