"""Ten cities named Springfield: told apart where they are suggested, asked about, taken by their numbers."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kokoaan.places.fields import PlaceField, place_named
from kokoaan.places.gazetteer import load_gazetteer
from kokoaan.places.models import Place
from kokoaan.places.names import Found, Nothing, find, known_as
from kokoaan.places.namesakes import doubtful, told_apart, written
from kokoaan.places.tests.world import SPOTS, make_spot

pytestmark = pytest.mark.django_db

STATES = ["MO", "MA", "IL", "OR", "OH", "VA", "TN", "NJ", "PA", "VT"]
SPRINGFIELDS = [
    make_spot(1000 + at, "Springfield", "US", 170_000 - at * 10_000, (30.0 + at, -80.0 - at), region=state)
    for at, state in enumerate(STATES)
]
LOUISVILLE = make_spot(2000, "Springfield", "CA", 9_000, (50.0, -97.0), region="03")


@pytest.fixture(autouse=True)
def _world():
    load_gazetteer([*SPOTS, *SPRINGFIELDS, LOUISVILLE], quiet=True)


def test_a_typed_springfield_is_asked_about_with_what_tells_each_apart():
    with pytest.raises(ValidationError) as refused:
        place_named("Springfield")
    said = refused.value.messages[0]
    for at, state in enumerate(["Missouri", "Massachusetts", "Illinois"]):
        assert f"Springfield, {state}, United States (#{1000 + at})" in said
    assert "say which one" in said


def test_one_that_its_country_names_needs_no_number():
    canadian, missouri = Place.objects.get(pk=2000), Place.objects.get(pk=1000)
    turku = Place.objects.get(pk=633679)
    assert doubtful([canadian, missouri, turku]) == {1000}
    assert [written(place) for place in (canadian, missouri, turku)] == [
        "Springfield, Canada",
        "Springfield, Missouri, United States (#1000)",
        "Turku, Finland",
    ]
    assert told_apart(missouri) == "Missouri, United States · 170,000 inhabitants · #1000"


@pytest.mark.parametrize(
    "typed",
    [
        "Springfield (#1002)",
        "springfield #1002",
        "Springfield, Illinois, United States (#1002)",
        "#1002",
        "Springfield, Illinois",
        "Springfield, Illinois, United States",
        "Springfield, Illinois (US)",
    ],
)
def test_a_number_or_a_state_says_which(typed):
    assert place_named(typed).pk == 1002
    assert isinstance(known_as(typed), Found)


@pytest.mark.parametrize("typed", ["Turku (#1002)", "Springfield (#77)", "Springfield (#999999999999999999)"])
def test_a_number_that_is_another_places_or_nobodys_is_refused(typed):
    assert isinstance(find(typed), Nothing)
    with pytest.raises(ValidationError, match="No place with the number"):
        place_named(typed)


def test_what_a_form_writes_it_reads_again():
    field = PlaceField()
    for place in Place.objects.all():
        for lang in ("en", "fi", "sv"):
            with override(lang):
                assert field.clean(field.prepare_value(place.pk)) == place
