"""A row changes the record that it means and no other: by address, by number, by a name that one visible record has."""

import pytest

from kokoaan.imports.tests.files import apply, book_of, bring, csv_of, make_place, problems, whats
from kokoaan.lib.text import text
from kokoaan.organisations.models import ContactDetail, Organisation, Person, Role
from kokoaan.organisations.tests.makers import make_detail, make_organisation, make_person, make_role
from kokoaan.partners.models import Agreement, Commitment
from kokoaan.projects.models import JointProject
from kokoaan.records.changing import create
from kokoaan.strategy.models import Goal


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def test_an_address_of_one_and_a_name_of_another_change_neither(office):
    port, pier = make_organisation(office, "Port"), make_organisation(office, "Pier")
    batch = bring(office.ella, csv_of(["uid", "Name", "Notes"], [str(port.uid), "Pier", "New."]))
    assert whats(batch) == [(2, "error")]
    assert f"“Port”, by its name about another: Pier #{pier.pk}" in problems(batch)[0][2]


def test_a_number_of_one_and_a_name_of_another_change_neither(office):
    make_organisation(office, "Port", wikidata="Q1")
    make_organisation(office, "Pier")
    batch = bring(office.ella, csv_of(["Name", "Wikidata id", "Notes"], ["Pier", "Q1", "New."]))
    assert whats(batch) == [(2, "error")]
    assert "by its name about another: Pier #" in problems(batch)[0][2]


def test_a_number_counts_before_a_name_and_two_numbers_of_two_are_asked(office):
    port = make_organisation(office, "Port", wikidata="Q1")
    make_organisation(office, "Pier", pic="999999999")
    body = csv_of(
        ["Name", "Wikidata id", "PIC"], ["Harbour", "Q1", ""], ["Port", "Q2", ""], ["Quay", "Q1", "999999999"]
    )
    batch = bring(office.ella, body)
    assert whats(batch) == [(2, "change"), (3, "duplicate"), (4, "duplicate")]
    assert batch.rows.first().record == port.uid


def test_another_name_of_a_record_is_a_likely_duplicate_and_renames_nobody(office):
    make_organisation(office, "Saint Petersburg", names=text(fi="Pietari"), acronym="SPB")
    batch = bring(office.ella, csv_of(["Name"], ["Pietari"], ["SPB"], ["Saint Petersburg"]))
    assert whats(batch) == [(2, "duplicate"), (3, "duplicate"), (4, "same")]


def test_two_rows_about_one_record_are_named(office):
    port = make_organisation(office, "Port", notes="Old.")
    batch = bring(
        office.ella,
        book_of(
            organisation=[["uid", "Name", "Notes"], [str(port.uid), "Port", "One."], ["", "Port", "Other."]],
            Organisations=[["Name", "Notes"], ["Port", "Old."]],
        ),
        "book.xlsx",
        kind="",
    )
    assert [row.what for row in batch.rows.all()] == ["change", "error", "error"]
    assert (
        problems(batch)[0][2]
        == "Row 2 of “organisation” of this file is about “Port” too. Leave one row for each record."
    )
    batch = bring(office.ella, csv_of(["Name", "Notes"], ["Port", "Old."], ["Port", "Old."]))
    assert whats(batch) == [(2, "same"), (3, "same")]


def test_people_are_told_apart_by_their_names_and_not_by_their_forms_of_address(office):
    anna = make_person(office, "Example", "Anna", title="Ms")
    batch = bring(
        office.ella,
        csv_of(["given", "family", "title"], ["Bea", "Sample", "Ms"], ["Anna", "Example", "Dr"]),
        kind="person",
    )
    assert whats(batch) == [(2, "new"), (3, "change")], problems(batch)
    assert batch.rows.last().record == anna.uid


def test_a_second_address_of_a_person_does_not_replace_the_first(office):
    anna = make_person(office, "Example", "Anna", also="Ana Example")
    make_detail(office, anna, "a.b@example.org")
    rows = [["Anna Example", "e-mail", value] for value in ("a-b@example.org", "A.B@example.org")]
    batch = bring(office.ella, csv_of(["person", "kind", "value"], *rows), kind="contactdetail")
    assert [row.what for row in batch.rows.all()] == ["new", "change"], problems(batch)
    apply(batch)
    assert ContactDetail.objects.count() == 2


def test_a_second_role_promise_and_earlier_status_are_new(office):
    anna, port = make_person(office, "Example", "Anna"), make_organisation(office, "Port")
    make_role(anna, port, function="Head")
    batch = bring(
        office.ella,
        csv_of(["person", "organisation", "function"], ["Anna Example", "Port", "Chair"]),
        kind="role",
    )
    assert whats(batch) == [(2, "new")], problems(batch)
    agreement = create(Agreement(title=text(en="Treaty"), owner=office.city, circle=office.staff), office.ella)
    create(Commitment(agreement=agreement, side="ours", what=text(en="We build.")), office.ella)
    batch = bring(
        office.ella,
        csv_of(["agreement", "side", "what:en"], ["Treaty", "ours", "We paint."], ["Treaty", "ours", "We build."]),
        kind="commitment",
    )
    assert [row.what for row in batch.rows.all()] == ["new", "same"], problems(batch)
    assert Role.objects.count() == 1


def test_what_a_row_does_not_tell_does_not_stand_against_a_record(office):
    from kokoaan.networks.models import Fee, Membership

    body = make_organisation(office, "Eurocities", acronym="EC")
    belonging = create(
        Membership(organisation=body, level="observer", owner=office.city, circle=office.staff), office.ella
    )
    create(Fee(membership=belonging, year=2024, amount=100, kind="stated"), office.ella)
    batch = bring(office.ella, csv_of(["organisation", "budget_line"], ["EC", "New."]), kind="membership")
    assert whats(batch) == [(2, "change")], problems(batch)
    batch = bring(office.ella, csv_of(["membership", "year", "amount"], ["Eurocities", "2024", "90"]), kind="fee")
    assert whats(batch) == [(2, "change")], problems(batch)


def test_joint_projects_and_goals_are_found_by_their_names_in_any_language(office):
    project = JointProject(name=text(en="Warm", fi="Lämmin"), acronym="WRM", owner=office.city, circle=office.staff)
    create(project, office.ella)
    create(Goal(name=text(en="Top", fi="Ylin"), term="2025", owner=office.city, circle=office.staff), office.ella)
    batch = bring(office.ella, csv_of(["name:fi", "acronym"], ["Lämmin", "LMN"]), kind="jointproject")
    assert [row.record for row in batch.rows.all()] == [project.uid], problems(batch)
    batch = bring(
        office.ella, csv_of(["name:en", "term", "parent"], ["Part", "2025", "Ylin"], ["Q", "2025", "No"]), kind="goal"
    )
    assert whats(batch) == [(2, "new"), (3, "error")], problems(batch)
    assert "None that you see is called “No”" in problems(batch)[0][2]


def test_records_that_are_there_may_stand_in_the_file_beside_what_links_to_them(office):
    make_person(office, "Example", "Anna")
    top = create(Goal(name=text(en="Top"), term="2025", owner=office.city, circle=office.staff), office.ella)
    book = book_of(
        person=[["given", "family"], ["Anna", "Example"], ["Bea", "Example"]],
        contactdetail=[["person", "kind", "value"], ["Anna Example", "e-mail", "a@example.org"]],
        goal=[["name:en", "term", "parent"], ["Top", "2025", ""], ["Part", "2025", "Top"], ["Third", "2025", "Part"]],
    )
    batch = bring(office.ella, book, "book.xlsx", kind="")
    found = [(row.kind, row.what) for row in batch.rows.all()]
    assert sorted(found) == [
        ("contactdetail", "new"),
        ("goal", "new"),
        ("goal", "new"),
        ("goal", "same"),
        ("person", "new"),
        ("person", "same"),
    ], problems(batch)
    assert apply(batch).state == "done", batch.problem
    assert Goal.objects.get(name__en__text="Part").parent == top


def test_names_of_rows_that_have_several_are_found_for_any_number_of_rows(office):
    for number in range(130):
        make_person(office, f"Family {number}")
    rows = [[f"Esimerkki Family {number}", "e-mail", f"{number}@example.org"] for number in range(130)]
    batch = bring(office.ella, csv_of(["person", "kind", "value"], *rows), kind="contactdetail")
    assert batch.counts == {"new": 130}, problems(batch)[:3]


def test_a_hidden_namesake_or_number_neither_shows_nor_changes(office):
    hidden = make_organisation(office, "Talks", office.team, wikidata="Q1", acronym="TLK", place=make_place())
    batch = bring(office.omar, csv_of(["Name", "Wikidata id"], ["Talks", "Q1"], ["TLK", ""], ["Other", "Q1"]))
    assert [row.what for row in batch.rows.all()][:2] == ["new", "new"], problems(batch)
    assert str(hidden.pk) not in str(problems(batch))
    assert Person.objects.count() == 0
    assert Organisation.objects.get(pk=hidden.pk).name == "Talks"


def test_a_whole_may_stand_below_its_parts(office):
    rows = [["Leaf", "2025", "Twig"], ["Twig", "2025", "Branch"], ["Alone", "2025", ""], ["Branch", "2025", ""]]
    batch = bring(office.ella, csv_of(["name:en", "term", "parent"], *rows), kind="goal")
    assert whats(batch) == [(2, "new"), (3, "new"), (4, "new"), (5, "new")], problems(batch)
    assert apply(batch).state == "done", batch.problem
    goals = {str(goal): goal.parent and str(goal.parent) for goal in Goal.objects.all()}
    assert goals == {"Leaf": "Twig", "Twig": "Branch", "Alone": None, "Branch": None}


def test_sheets_are_shown_as_they_stand_in_the_file(office):
    heads = [["Name"], ["Port"]]
    batch = bring(office.ella, book_of(Organisations=heads, organisation=heads), "book.xlsx", kind="")
    assert [name for name, _sheet in batch.sheets_in_order] == ["Organisations", "organisation"]
    assert whats(batch)[1] == (2, "duplicate")
    assert "Row 2 of “Organisations”" in problems(batch)[0][2]
