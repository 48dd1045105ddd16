from __future__ import annotations

import json

import pytest

from kokoaan.lib.text import State, state_of
from kokoaan.projects.models import Project
from kokoaan.projects.telling import outcomes
from kokoaan.sources.connectors.starter import files, read
from kokoaan.sources.entries import News, ParticipationEntry, ProjectEntry, Whole
from kokoaan.sources.errors import SourceError

PRACTICE = {
    "key": "oulu-light",
    "title": {"en": "Oulu: light", "fi": "Oulu: valo", "sv": "Uleåborg: ljus"},
    "summary": {"en": "An example that this test has made.", "fi": "Esimerkki.", "sv": "Ett exempel."},
    "result": {"en": "Result not stated."},
    "themes": ["light"],
    "begins": "2020",
    "ends": "",
    "participants": [
        {"name": "City of Oulu", "kind": "city", "role": "lead", "city": "Oulu", "place": 643492, "country": "FI"}
    ],
    "source": "https://example.org/oulu",
    "also": ["https://example.org/more"],
    "accessed": "2026-11-24",
}


def written(path, **changed):
    path.write_text(json.dumps([{**PRACTICE, **changed}]), encoding="utf-8")
    return [path]


def test_a_practice_becomes_a_project_and_its_participations(tmp_path):
    whole, project, part = read(written(tmp_path / "light.json"))
    assert whole == Whole("")
    assert isinstance(project, ProjectEntry)
    assert (project.key, project.url) == ("starter:oulu-light", "https://example.org/oulu")
    assert project.results["en"]["text"].splitlines() == [
        "Result not stated.",
        "Read also:",
        "https://example.org/more",
        "Read on 2026-11-24.",
    ]
    assert isinstance(part, ParticipationEntry)
    assert (part.project, part.role, part.where.geonames) == (project.key, "lead", 643492)


def test_a_result_in_three_languages_keeps_its_proof_in_each_and_is_marked_as_made_from_the_english(tmp_path):
    told = {"en": "It glows.", "fi": "Se hehkuu.", "sv": "Det lyser."}
    _, project, _ = read(written(tmp_path / "light.json", result=told))
    assert project.results["fi"]["text"].splitlines() == [
        "Se hehkuu.",
        "Lue myös:",
        "https://example.org/more",
        "Luettu 2026-11-24.",
    ]
    assert project.results["sv"]["text"].startswith("Det lyser.\nLäs också:")
    assert state_of(project.results, "fi") is None
    assert state_of({**project.results, "en": {"text": "It fades."}}, "fi") is State.OUTDATED
    assert outcomes(Project(results=project.results)) == told


def test_every_file_of_the_starter_can_be_read():
    entries = list(read(files()))
    assert not [entry for entry in entries if isinstance(entry, News)]
    assert sum(isinstance(entry, ProjectEntry) for entry in entries) >= 30


def test_a_field_that_nobody_reads_is_news(tmp_path):
    news = [entry.text for entry in read(written(tmp_path / "light.json", colour="red")) if isinstance(entry, News)]
    assert news == ["starter:oulu-light has fields that nobody reads: colour."]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "light.json is not a JSON file"),
        ("{}", "light.json is not a list of entries"),
        ('[{"key": "oulu-light"}]', "light.json, entry 1 has no field 'title'"),
        (json.dumps([{**PRACTICE, "title": 7}]), "light.json, entry 1 is not written like the others"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_name_and_entry(tmp_path, body, words):
    path = tmp_path / "light.json"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        list(read([path]))
