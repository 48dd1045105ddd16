"""What a source tells becomes a practice of the register: filled in, completed by a person, kept once."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.practices.models import Practice
from kokoaan.projects.models import Participation, Project
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot
from kokoaan.strategy.models import Concept

TITLE = {"en": {"text": "Cool water"}, "fi": {"text": "Kylmää vettä", "machine": True}}


@pytest.fixture
def case(office):
    snapshot = Snapshot.objects.create(source="jrc")
    fact = {"source": "jrc", "snapshot": snapshot}
    told = {"title": TITLE, "summary": text(en="Lake water cools offices."), "stage": "in_use", "begins": "2019"}
    results = text(en="Saves much.\nRead also:\nhttps://example.org/also")
    themes = {"themes": ["Cooling", "Unheard of"], "url": "https://example.org/cool"}
    project = Project.objects.create(key="jrc:7", results=results, **told, **themes, **fact)
    lead = make_place("Example Lake City", "CA")
    for role, place in (("partner", make_place("Example Port", "SE")), ("lead", lead)):
        body = NamedOrganisation.objects.create(key=f"{role}", name=f"City {role}", kind="city", **fact)
        Participation.objects.create(key=role, project=project, organisation=body, place=place, role=role, **fact)
    Concept.objects.create(source="yso", key="yso:1", label=text(en="cooling"), snapshot=snapshot)
    return SimpleNamespace(project=project, lead=lead, url=reverse("office:keep", args=["jrc", "jrc:7"]), office=office)


def typed(form):
    """What a browser would send of the form as it is shown."""
    sent = {}
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        if hasattr(widget, "widgets_names"):
            sent |= {
                bound.html_name + name: part
                for name, part in zip(widget.widgets_names, widget.decompress(value), strict=True)
            }
        elif value not in (None, False, []):
            sent[bound.html_name] = bound.field.prepare_value(value)
    return sent


def test_the_form_is_filled_in_with_the_words_of_the_source_and_saves_a_found_practice(case):
    ella = client_of(case.office.ella)
    form = ella.get(case.url).context["form"]
    sent = typed(form)
    assert [sent["solution_en"], sent["results_en"]] == ["Lake water cools offices.", "Saves much."]
    assert [sent["origin"], sent["body"], sent["themes"]] == ["found", "City lead", "cooling"]
    answer = ella.post(case.url, {**sent, "solution_en": "", "title_en": "", "title_fi": ""})
    assert answer.status_code == 200
    assert not Practice.objects.exists()
    saved = ella.post(answer.context["action_url"], sent)
    assert saved.status_code == 302, saved.context["form"].errors
    practice = Practice.objects.get()
    assert [practice.fact, practice.place, practice.title] == ["jrc:jrc:7", case.lead, TITLE]
    assert [practice.owner, practice.circle] == [case.office.city, case.office.staff]
    assert [str(theme) for theme in practice.themes.all()] == ["cooling"]


@pytest.mark.parametrize(("circle", "shown"), [("staff", True), ("team", False)])
def test_a_fact_is_kept_once_as_far_as_the_person_sees(circle, shown, case):
    kept = Practice(title=text(en="Secret lake"), fact="jrc:jrc:7", owner=case.office.strategy)
    kept.circle = getattr(case.office, circle)
    create(kept, by=None)
    answer = client_of(case.office.omar).get(case.url)
    led = answer.status_code == 302 and answer.url == reverse("practice:inspect", args=[kept.pk])
    assert led == shown
    assert "Secret lake" not in answer.content.decode()


def test_the_page_of_the_fact_leads_there_and_a_fact_that_is_not_there_does_not_exist(case, client):
    page = client.get(reverse("projects:project", args=["jrc", "jrc:7"])).content.decode()
    assert f'href="{case.url}"' in page
    assert client_of(case.office.ella).get(case.url.replace("jrc:7", "jrc:8")).status_code == 404
