"""The form of a practice guides; its page tells it, and tells what it does not say."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokoaan.lib.text import text, text_hash
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.practices.form import FIELDS
from kokoaan.practices.models import Adoption, PracticePartner, PracticeResult
from kokoaan.practices.tests.makers import TOLD, make_practice
from kokoaan.records.changing import create


def said(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def page_of(practice):
    return reverse("practice:inspect", args=[practice.pk])


def make_parts(office, practice, count):
    for number in range(count):
        place = make_place(f"Example {practice.pk} {number}", "SE")
        create(
            PracticeResult(practice=practice, indicator=text(en=f"Calls {number}"), before="40", after="20"), by=None
        )
        create(PracticePartner(practice=practice, name=f"Example Body {number}"), by=None)
        create(Adoption(practice=practice, place=place, stage="seen", on="2024"), by=None)


def test_the_form_shows_every_field_once_in_its_step_with_the_checklist_beside_it(office):
    shown = said(client_of(office.ella), reverse("practice:add"))
    assert [shown.count(f'id="field-{name}"') for name in FIELDS] == [1] * len(FIELDS)
    assert "0 of 12 met" in shown
    assert all(anchor in shown for anchor in ('id="field-evidence"', 'id="field-partners"'))
    assert all(f'id="field-{name}"' in shown for name in re.findall(r'href="#field-(\w+)"', shown))


def test_the_form_saves_without_a_script_and_the_checklist_is_right_for_what_is_saved(office):
    practice = make_practice(office, **{**TOLD, "failed": {}})
    edit, ella = reverse("practice:edit", args=[practice.pk]), client_of(office.ella)
    assert "Still empty: what failed." in said(ella, edit)
    form = ella.get(edit).context["form"]
    data = {
        bound.html_name + suffix: value
        for bound in form
        for suffix, value in boxes(bound)
        if value not in (None, "", False)
    }
    answer = ella.post(edit, {**data, "failed_en": "The first map broke down."})
    assert answer.status_code == 302
    practice.refresh_from_db()
    assert practice.failed == text(en="The first map broke down.")
    assert "Every section is filled." in said(ella, edit)


def boxes(bound):
    value, widget = bound.value(), bound.field.widget
    if not hasattr(widget, "widgets_names"):
        return [("", value)]
    return zip(widget.widgets_names, widget.decompress(value), strict=True)


def test_outdated_and_machine_texts_are_marked_in_the_form_and_on_the_page(office):
    old = {"text": "Lumikartta kertoo", "source_hash": text_hash("An older text")}
    promise = {**text(en="A map tells."), "fi": old, "sv": {"text": "Kartan", "machine": True}}
    practice = make_practice(office, promise=promise)
    for address in (page_of(practice), reverse("practice:edit", args=[practice.pk])):
        shown = said(client_of(office.ella), address)
        assert ["outdated" in shown, "machine translation" in shown] == [True, True]


def test_the_page_shows_each_gap_where_the_thing_itself_would_stand(office):
    shown = said(client_of(office.omar), page_of(make_practice(office)))
    for gap in ("Promise", "Place", "Owner", "Stage", "Problem", "Money", "Result", "Transferability", "Validation"):
        assert f"{gap} not stated" in shown
    assert "What failed not stated" in shown
    assert "No other city is known to take it over." in shown


def test_the_page_tells_what_came_of_it_and_leads_on(office):
    practice = make_practice(office, **TOLD, stage="pilot", begins="2024", staff="Two people")
    make_parts(office, practice, 1)
    shown = said(client_of(office.ella), page_of(practice))
    assert 'aria-current="step">Pilot' in shown
    assert "practice-bar-after" in shown
    assert "is looking at ours." in shown
    assert f"{reverse('finder:find')}?need=Nobody+knew+when+the+plough+would+come." in shown
    assert re.search(rf"{reverse('adoption:add')}\?practice={practice.pk}&amp;place=\d+&amp;stage=visited", shown)
    assert f"{reverse('practice:edit', args=[practice.pk])}#field-evidence" in shown


def test_a_found_practice_says_who_needs_it_and_what_we_think(office):
    practice = make_practice(office, origin="found", needed_by=office.streets, verdict="no")
    shown = said(client_of(office.ella), page_of(practice))
    assert ["not for us" in shown, "Reason of the verdict not stated" in shown] == [True, True]
    assert f"{reverse('adoption:add')}?practice={practice.pk}&amp;unit={office.streets.pk}" in shown


def test_the_next_step_comes_with_practice_adopter_and_stage_filled_in(office):
    practice = make_practice(office, origin="found")
    address = f"{reverse('adoption:add')}?practice={practice.pk}&unit={office.streets.pk}&stage=visited"
    form = client_of(office.ella).get(address).context["form"]
    assert [form["stage"].value(), str(form["unit"].value())] == ["visited", str(office.streets.pk)]
    form = client_of(office.ella).get(address.replace("visited", "dreamt")).context["form"]
    assert form["stage"].value() == "seen"


@pytest.mark.parametrize("page", ["inspect", "edit"])
def test_a_page_asks_as_many_queries_with_thirty_parts_as_with_three(page, office):
    ella, counts = client_of(office.ella), []
    for count in (3, 30):
        practice = make_practice(office, f"Snow map {count}")
        make_parts(office, practice, count)
        address = reverse(f"practice:{page}", args=[practice.pk])
        ella.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert ella.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
