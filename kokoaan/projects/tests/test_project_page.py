import pytest
from django.urls import reverse
from django.utils.translation import override

from kokoaan.lib.text import text, text_hash
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.places.models import Country, Place
from kokoaan.projects.models import Participation, Project
from kokoaan.records.models import Snapshot

pytestmark = pytest.mark.django_db


def make_project(key="starter:cool", source="starter", **changed):
    fields = {"title": text(en="Cool water", fi="Kylmä vesi"), "url": "https://example.org/cool", **changed}
    snapshot, _new = Snapshot.objects.get_or_create(source=source)
    return Project.objects.create(source=source, key=key, snapshot=snapshot, **fields)


def make_part(project, name, continent="NA", **changed):
    country, _new = Country.objects.get_or_create(
        code=continent, defaults={"name": text(en=f"Land {continent}"), "continent": continent}
    )
    spot = {"latitude": 43.0, "longitude": -79.0, "population": 1, "timezone": "UTC"}
    place = Place.objects.create(id=Place.objects.count() + 1, local_name=name, country=country, **spot)
    fact = {"source": project.source, "snapshot": project.snapshot}
    body = NamedOrganisation.objects.create(key=name, name=f"City of {name}", kind="city", **fact)
    return Participation.objects.create(
        key=f"{project.key}:{name}", project=project, organisation=body, place=place, **fact, **changed
    )


def page(client, project, language="en"):
    with override(language):
        address = reverse("projects:project", args=[project.source, project.key])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_project_shows_who_took_part_and_where_it_is_written(client):
    project = make_project(results=text(en="Saves much.\nRead also:\nhttps://example.org/also\nRead on 2026-11-24."))
    make_part(project, "Toronto", role="lead")
    shown = page(client, project)
    for part in ("Cool water", "City of Toronto", "lead partner", "Toronto, Land NA", "Saves much.", "/also"):
        assert part in shown
    assert 'href="https://example.org/cool"' in shown
    assert "Licence: EUPL-1.2." in shown
    assert "Result not stated" not in shown


def test_a_case_of_another_source_says_its_stage_and_whose_words_it_is_in(client):
    project = make_project("jrc:1", "jrc", stage="in_use")
    make_part(project, "Toronto")
    project.participations.update(place=None)
    NamedOrganisation.objects.update(country="NA")
    shown = page(client, project)
    for part in (
        "In the words of its source.",
        "Stage: in use.",
        "Joint Research Centre",
        "Licence: EUPL-1.2.",
        "Land NA",
    ):
        assert part in shown
    own = page(client, make_project())
    assert "In the words of its source." not in own
    assert "Stage:" not in own


@pytest.mark.parametrize("results", [{}, text(en="Result not stated.\nRead on 2026-11-24.")])
def test_without_a_result_the_page_says_so(results, client):
    assert "<strong>Result not stated</strong>" in page(client, make_project(results=results))


def test_the_summary_is_in_the_readers_language_with_the_others_at_hand(client):
    words = {"en": {"text": "Water cools."}, "fi": {"text": "Vesi jäähdyttää.", "source_hash": text_hash("Old.")}}
    shown = page(client, make_project(summary=words), "fi")
    assert shown.index("Vesi jäähdyttää.") < shown.index('<p lang="en">Water cools.</p>')
    assert '<h1 lang="fi">Kylmä vesi</h1>' in shown


def test_an_outdated_or_machine_text_is_marked(client):
    words = {"en": {"text": "New.", "machine": True}, "sv": {"text": "Gammal.", "source_hash": text_hash("Old.")}}
    project = make_project(summary=words)
    assert "Translated by a machine." in page(client, project)
    assert "older than the one it was made from" in page(client, project, "sv") or "äldre" in page(
        client, project, "sv"
    )


@pytest.mark.parametrize("key", ["keep:Baltic Sea/2014:ACRO NYM", "cordis:HE:101#1?", "urbact:Ä&<b>%20"])
def test_a_key_of_any_shape_has_a_page(key, client):
    assert "Cool water" in page(client, make_project(key, source="keep-eu"))


def test_an_unknown_project_is_not_found(client):
    assert client.get("/en/projects/starter/starter:none/").status_code == 404
