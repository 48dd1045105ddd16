"""Undo restores every field but the version and the history, whatever was changed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind, Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit
from kokoaan.places.models import Country, Place
from kokoaan.records.changing import change, create, delete
from kokoaan.records.undoing import undo
from kokoaan.records.values import kept_record, logged_fields

# What a database cannot hold is no value: NUL, lone surrogates.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
lines = words.filter(lambda value: value.strip() != "")
dates = st.sampled_from(["", "2014", "2014-03", "2014-03-09"])
texts = st.dictionaries(st.sampled_from(["fi", "sv", "en"]), lines.map(lambda said: {"text": said}))
organisations = st.fixed_dictionaries(
    {},
    optional={
        "name": lines,
        "kind": st.sampled_from(Kind.values),
        "notes": words,
        "website": st.sampled_from(["", "https://example.org/å"]),
        "place": st.sampled_from([None, 1, 2]),
        "owner": st.sampled_from(["City", "Region"]),
        "circle": st.sampled_from(["Everyone", "Staff"]),
    },
)
ties = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(Tie.Kind.values),
        "kind_there": st.sampled_from(["", *Tie.Kind.values]),
        "status": st.sampled_from(Tie.Status.values),
        "begins": dates,
        "review": dates,
        "since": dates,
        "reason": texts,
        "purpose": texts,
        "place": st.sampled_from([1, 2]),
    },
)
anything = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def rows(db):
    country = Country.objects.create(code="FI", name=text(en="Finland"), continent="EU")
    common = {"country": country, "latitude": 60, "longitude": 25, "population": 1, "timezone": "Europe/Helsinki"}
    places = {key: Place.objects.create(id=key, local_name=f"Place {key}", **common) for key in (1, 2)}
    units = {name: make_unit(name) for name in ("City", "Region")}
    circles = {"Everyone": Circle.objects.get(pk=1), "Staff": make_circle("Staff")}
    return {"place": places, "owner": units, "circle": circles}


def resolved(values, rows):
    return {name: rows[name][value] if name in rows and value else value for name, value in values.items()}


def everything(record):
    """The record as the database holds it, but for the version."""
    found = type(record).objects.filter(pk=record.pk).values().get()
    return {name: value for name, value in found.items() if name != "version"}


def check_undo(record, steps, rows):
    before = [everything(record)]
    sets = []
    for step in steps:
        changeset = change(record, resolved(step, rows), by=None)
        if changeset:
            sets.append(changeset)
            before.append(everything(record))
    deleted = delete(record, by=None)
    undo(deleted, by=None)
    assert everything(record) == before.pop()
    version = type(record).objects.get(pk=record.pk).version
    for changeset in reversed(sets):
        undo(changeset, by=None)
        assert everything(record) == before.pop()
    assert type(record).objects.get(pk=record.pk).version == version + len(sets)


@anything
@given(steps=st.lists(organisations, min_size=1, max_size=4))
def test_undo_restores_every_field_of_an_organisation(steps, rows):
    record = Organisation(name="Harbour", owner=rows["owner"]["City"], circle=rows["circle"]["Staff"])
    check_undo(create(record, by=None), steps, rows)


@anything
@given(steps=st.lists(ties, min_size=1, max_size=4))
def test_undo_restores_every_field_of_a_tie(steps, rows):
    record = Tie(place=rows["place"][1], kind="partner", owner=rows["owner"]["City"], circle=rows["circle"]["Staff"])
    check_undo(create(record, by=None), steps, rows)


def test_every_field_of_a_record_is_logged_but_its_keys_and_version(rows):
    record = create(Organisation(name="Harbour", owner=rows["owner"]["City"], circle=rows["circle"]["Staff"]), by=None)
    columns = {field.name for field in Organisation._meta.concrete_fields}
    assert columns - logged_fields(Organisation).keys() == {"id", "uid", "version", "folded"}
    assert columns - kept_record(record).keys() == {"version", "folded"}
