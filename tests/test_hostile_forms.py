"""Whatever is posted to a form of a register is answered in words, and nothing is half-written."""

from datetime import date

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from kokoaan.office.registers import REGISTERS
from kokoaan.records.changing import change
from kokoaan.records.models import Change
from kokoaan.records.register.linking import RecordField
from tests.city import make_city

pytestmark = pytest.mark.django_db

# What no field takes, whichever it is.
HOSTILE = ("\x00", "9" * 5000, str(10**30), "x" * 20_000)


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            yield make_city()
            transaction.set_rollback(True)


def boxes(form):
    """What a browser would send of a form that nobody touched: each box with what stands in it."""
    found = {}
    for bound in form:
        widget, value = bound.field.widget, bound.value()
        if isinstance(widget, forms.MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            named = zip(widget.widgets_names, parts, strict=True)
            found |= {bound.html_name + suffix: part or "" for suffix, part in named}
        elif isinstance(value, list | tuple):
            found[bound.html_name] = [str(one) for one in value]
        elif value is not None and value is not False:
            found[bound.html_name] = value.isoformat() if isinstance(value, date) else value
    return found


def pages(register, city):
    """The forms of a register: to add one, to edit one, and the short ones for one act on it."""
    name, key = register.model._meta.model_name, city.records[register.model, "staff"].pk
    short = {"tie": ["move"], "commitment": ["done"], "meeting": ["who"], "person": ["erase"]}.get(name, [])
    adding = [] if name == "attachment" else [reverse(f"{name}:add")]
    return [*adding, *(reverse(f"{name}:{page}", args=[key]) for page in ("edit", "confirm", *short))]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.model._meta.model_name)
def test_a_form_answers_hostile_values_in_words(register, city):
    client = Client()
    client.force_login(city.people["ella"])
    hidden = city.records[register.model, "strategy"]
    held, log = register.model.objects.count(), Change.objects.count()
    for page in pages(register, city):
        form = (client.get(page).context or {}).get("form")
        asked = [*boxes(form), *(bound.html_name for bound in form)] if form else []
        for value in (*HOSTILE, str(hidden.uid)):
            answer = client.post(page, dict.fromkeys([*asked, "version", "means", "why", "picked"], value))
            if form:
                assert answer.status_code == 200, (page, value[:9])
                assert answer.context["form"].errors, (page, value[:9])
    assert (register.model.objects.count(), Change.objects.count()) == (held, log)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.model._meta.model_name)
def test_a_record_that_the_person_does_not_see_cannot_be_linked_by_its_name_or_number(register, city):
    client = Client()
    client.force_login(city.people["omar"])
    record = city.records[register.model, "staff"]
    page = reverse(f"{record._meta.model_name}:edit", args=[record.pk])
    form = (client.get(page).context or {}).get("form")
    if form is None:
        pytest.skip("Omar may not change records of this kind.")
    links = {name: field for name, field in form.fields.items() if isinstance(field, RecordField)}
    for name, field in links.items():
        hidden = city.records[field.model, "strategy"]
        for typed in (str(hidden), f"{hidden} #{hidden.pk}"):
            answer = client.post(page, {**boxes(form), name: typed})
            assert name in answer.context["form"].errors, name


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.model._meta.model_name)
def test_a_form_of_what_was_deleted_in_another_tab_answers_that_it_is_not_there(register, city):
    client = Client()
    client.force_login(city.people["ella"])
    name, gone = register.model._meta.model_name, 10**17
    for page in ("edit", "delete", "confirm"):
        assert client.post(reverse(f"{name}:{page}", args=[gone]), {"version": "1"}).status_code == 404
    links = {one: str(10**17) for one in register.form_fields}
    assert client.get(reverse(f"{name}:add"), links, follow=True).status_code == 200


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.model._meta.model_name)
def test_the_second_saver_sees_what_the_first_changed_before_anything_is_overwritten(register, city):
    client = Client()
    client.force_login(city.people["ella"])
    record = city.records[register.model, "strategy"]
    page = reverse(f"{record._meta.model_name}:edit", args=[record.pk])
    asked = boxes(client.get(page).context["form"])
    if "source" not in asked:
        pytest.skip("It says no source.")
    change(record, {"is_example": True}, city.people["ella"])
    change(record, {"source": "https://example.org/theirs"}, city.people["ella"])
    answer = client.post(page, {**asked, "source": "https://example.org/mine"})
    record.refresh_from_db()
    assert record.source == "https://example.org/theirs"
    assert "saved this record" in str(answer.context["form"].non_field_errors())
    again = client.post(page, boxes(answer.context["form"]))
    record.refresh_from_db()
    assert (again.status_code, record.source) == (302, "https://example.org/mine")
