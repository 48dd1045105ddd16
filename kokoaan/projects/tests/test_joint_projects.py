"""Joint projects: named errors, lists that narrow, and a page with both sides."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.projects.models import CountryProgramme, JointProject, ProjectPartner
from kokoaan.projects.pages import steps
from kokoaan.records.changing import create


def make_project(office, name, **changed):
    fields = {"owner": office.strategy, "circle": office.staff, **changed}
    return create(JointProject(name=text(en=name), **fields), by=None)


def make_body(office, name, circle=None):
    return create(Organisation(name=name, owner=office.strategy, circle=circle or office.staff), by=None)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"begins": "2026", "ends": "2025"}, "The end is before the beginning."),
        ({"budget": Decimal(10), "share": Decimal(11)}, "Our share is more than the total budget."),
        ({"share": Decimal(10), "grant": Decimal(11)}, "The grant to us is more than our share"),
        ({"fact": "/projects/keep/nothing/"}, "No source tells of a project"),
        ({"currency": "XYZ"}, "not the code of a currency"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_written(fields, error, office):
    with pytest.raises(ValidationError, match=error):
        make_project(office, "Example", **fields)
    assert not JointProject.objects.exists()


def test_a_partner_is_one_and_a_unit_of_ours_is_on_our_side(office):
    project, body = make_project(office, "Example"), make_body(office, "Example Harbour")
    create(ProjectPartner(project=project, organisation=body, role="lead"), by=None)
    for fields, error in (
        ({}, "Name one partner"),
        ({"organisation": body, "unit": office.streets, "side": "ours"}, "Name one partner"),
        ({"unit": office.streets}, "on our side"),
        ({"organisation": body, "role": "lead"}, "has that role"),
    ):
        with pytest.raises(ValidationError, match=error):
            create(ProjectPartner(project=project, **fields), by=None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?money=eu", {"One"}),
        ("?money=other", {"Two"}),
        ("?stage=running", {"One"}),
        ("?year=2024", {"One"}),
        ("?year=2030", set()),
        ("?q=ykkonen", {"One"}),
    ],
)
def test_the_list_narrows(query, found, office):
    fields = {"stage": "running", "funding": "eu_mixed", "begins": "2023-05", "ends": "2024"}
    shared = {"owner": office.strategy, "circle": office.staff}
    create(JointProject(name=text(en="One", fi="Ykkönen"), **fields, **shared), by=None)
    make_project(office, "Two")
    rows = client_of(office.omar).get(reverse("jointproject:index") + query).context["object_list"]
    assert {str(row) for row in rows} == found


def test_a_project_is_called_by_its_acronym_and_its_name_in_any_language(office):
    shared = {"owner": office.strategy, "circle": office.staff}
    project = create(JointProject(name=text(en="Power", fi="Sähköä"), acronym="PLUG", **shared), by=None)
    for typed in ("plug", "power", "sahkoa"):
        assert list(JointProject.objects.called(typed)) == [project]
        assert project.answers_to(typed)


def test_the_page_shows_both_sides_and_hides_the_name_of_a_hidden_partner(office):
    project = make_project(office, "Example", alone=text(en="The same socket in both harbours."), budget=Decimal(100))
    for body in (make_body(office, "Example Harbour"), make_body(office, "Secret Harbour", office.team)):
        create(ProjectPartner(project=project, organisation=body), by=None)
    create(ProjectPartner(project=project, unit=office.streets, side="ours", role="lead"), by=None)
    said = client_of(office.omar).get(reverse("jointproject:inspect", args=[project.pk])).content.decode()
    assert ["Example Harbour" in said, str(office.streets) in said, "The same socket" in said] == [True] * 3
    assert "Secret Harbour" not in said


def test_the_line_of_stages_ends_where_the_project_left_it():
    assert [(step.label, step.state) for step in steps(JointProject(stage="refused"))] == [
        *(("Idea", "passed"), ("Application", "passed"), ("Not funded", "now")),
    ]
    assert [step.state for step in steps(JointProject(stage="running"))] == ["passed", "passed", "now", "coming"]


def test_a_country_programme_lists_its_projects(office):
    programme = CountryProgramme(name=text(en="Example programme"), country=make_place("Example City", "CN").country)
    programme.owner, programme.circle = office.strategy, office.staff
    create(programme, by=None)
    make_project(office, "Example of both cities", country_programme=programme)
    said = client_of(office.omar).get(reverse("countryprogramme:inspect", args=[programme.pk])).content.decode()
    assert "Example of both cities" in said
