"""Cases of the Joint Research Centre: what they say, who led them, and where that is beyond doubt."""

import json

import pytest

from kokoaan.organisations.models import NamedOrganisation
from kokoaan.projects.models import Participation, Project
from kokoaan.sources.connectors.jrc import SOURCE, read
from kokoaan.sources.entries import News, ParticipationEntry, ProjectEntry, Whole
from kokoaan.sources.errors import SourceError
from kokoaan.sources.registry import practice_sources
from kokoaan.sources.runner import Wishes, fetch

CASE = {"entry_type": "case", "cid": 1, "id": 7, "rtype": "Service", "name": "A robot\u00a0that sweeps leaves"}
CASE |= {"url": "\u00a0https://example.org/robot,\nhttps://example.org/more", "contact": "", "geoextent": "Local"}
CASE |= {
    "description": "It sweeps the city’s parks.\u200b\u2028The townâ€™s people like it.",
    "geocoverage": ["Finland"],
}
CASE |= {"geocoverage_codes": ["FI"], "lead_organisation_name": "City of Helsinki", "active": "", "uptake": ""}
CASE |= {"lead_organisation_category": "Local Government", "start_date": "2019", "end_date": "2021.0"}
CASE |= {"primary_sector": "Health", "secondary_sector": "Health n.e.c.", "technology": "Artificial intelligence"}
CASE |= {"type": "Street cleaning", "status": "Pilot", "cross_border": "", "cross_sector": "", "lead_organisation": {}}


def written(folder, *cases):
    path = folder / "cases.json"
    path.write_text(json.dumps([{**CASE, "id": number, **case} for number, case in enumerate(cases)]))
    return [path]


def test_a_case_is_a_project_in_its_own_words_made_plain(tmp_path):
    whole, case, lead = read(written(tmp_path, {}))
    assert whole == Whole("")
    assert isinstance(case, ProjectEntry)
    assert (case.key, case.title["en"]["text"]) == ("jrc:0", "A robot that sweeps leaves")
    assert case.summary == {"en": {"text": "It sweeps the city’s parks.\nThe town’s people like it."}}
    assert (case.themes, case.objectives) == (("Health",), ("Artificial intelligence", "Street cleaning"))
    assert (case.begins, case.ends, case.stage, case.url) == ("2019", "2021", "pilot", "https://example.org/robot")
    assert isinstance(lead, ParticipationEntry)
    assert (lead.project, lead.role, lead.where.town) == ("jrc:0", "lead", "Helsinki")


def test_nobody_is_named_and_an_address_that_is_none_is_left_out(tmp_path):
    changed = {"lead_organisation_name": "\u00a0", "geocoverage": ["European Union"], "status": ""}
    for url in ("\u00a0", "", "internal", "https://example.org/Proof of Concepts.html"):
        _whole, case = read(written(tmp_path, {**changed, "url": url}))
        assert (case.url, case.stage) == ("", "")


def test_fields_and_words_that_nobody_has_decided_about_are_news(tmp_path):
    entries = read(written(tmp_path, {"colour": "red", "status": "Adored", "lead_organisation_category": "Guild"}))
    news = [entry.text for entry in entries if isinstance(entry, News)]
    assert [part in line for part, line in zip(["“colour”", "“Adored”", "“Guild”"], news, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "cases.json is not a JSON file"),
        ('{"id": 1}', "cases.json is not a list of objects"),
        ('[{"id": 1}]', "cases.json has no column “description”"),
        (json.dumps([CASE, {**CASE, "start_date": "soon"}]), "row 2, column “start_date”: “soon” is not a date"),
        (json.dumps([{**CASE, "geocoverage": ["Narnia"]}]), "row 1, column “geocoverage”: “Narnia”"),
        (json.dumps([{**CASE, "name": {"en": "A robot"}}]), "row 1, column “name”: .* is no text"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_row_and_field(tmp_path, body, words):
    path = tmp_path / "cases.json"
    path.write_text(body)
    with pytest.raises(SourceError, match=words):
        list(read([path]))


LOCAL, CENTRAL = "Local Government", "Central-Government"


def led_by(name, category=LOCAL, country="Finland"):
    return {"lead_organisation_name": name, "lead_organisation_category": category, "geocoverage": [country]}


PLACED = [
    (led_by("City of Helsinki"), 658225, "city"),
    (led_by("Helsinki"), 658225, "city"),
    (led_by("Stockholms stad", country="Sweden"), 2673730, "city"),
    (led_by("The Municipality of Valencia (Spain)", country="Spain"), 2509954, "city"),
    # More than the name of a place, a name spelt otherwise, a place of another country, no local government.
    (led_by("City of Helsinki, Example Ltd"), None, "public"),
    (led_by("Helsinki City Library"), None, "public"),
    (led_by("Helsinky Municipality"), None, "public"),
    (led_by("Stockholm Municipality"), None, "public"),
    (led_by("City of Turku", CENTRAL), None, "state"),
]


@pytest.mark.django_db
def test_a_local_government_has_a_place_only_where_its_name_is_that_of_one(world, tmp_path):
    files = written(tmp_path, *(case for case, _place, _kind in PLACED))
    fetch(SOURCE, files, wishes=Wishes(quiet=True))
    rows = Participation.objects.select_related("organisation").order_by("key")
    assert [(row.place_id, row.organisation.kind) for row in rows] == [row[1:] for row in PLACED]
    assert all(row.reason and not row.town for row in rows if row.place_id is None)
    assert set(NamedOrganisation.objects.values_list("country", flat=True)) == {"FI", "SE", "ES"}
    assert set(Project.objects.values_list("stage", flat=True)) == {"pilot"}
    again = fetch(SOURCE, files, wishes=Wishes(quiet=True, again=True))
    assert not any(one.to_write or one.absent for one in again.differences)


def test_practices_in_waiting_are_those_of_four_sources():
    assert set(practice_sources()) == {"starter", "keep-eu", "urbact", "jrc"}
