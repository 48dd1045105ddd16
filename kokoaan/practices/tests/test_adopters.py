"""Who takes a practice over: where each stands, how it came there, and who has it from whom."""

import pytest

from kokoaan.people.models import Unit
from kokoaan.places.models import Place
from kokoaan.practices.adopters import adopters, sentence
from kokoaan.practices.figures import bars
from kokoaan.practices.models import Adoption, Practice

UNIT, CITY = Unit(pk=1, name={"en": {"text": "Libraries"}}), Place(pk=2, local_name="Exampleville")


def steps(*told, **who):
    return [Adoption(pk=number, stage=stage, on=on, **who) for number, (stage, on) in enumerate(told)]


def line(*told):
    (one,) = adopters(steps(*told, unit=UNIT))
    return [(mark.label, mark.state) for mark in one.line]


def test_the_line_shows_what_was_taken_what_was_passed_over_and_what_comes():
    assert line(("piloted", "2025"), ("seen", "2024-05")) == [
        *(("Seen", "passed"), ("Visited", "skipped"), ("Adapted", "skipped")),
        *(("Piloted", "now"), ("In use", "coming")),
    ]
    assert line(("seen", "2024"), ("dropped", "2025")) == [("Seen", "passed"), ("Dropped", "now")]


def test_a_step_without_a_day_does_not_hide_where_the_adopter_stands():
    (one,) = adopters(steps(("seen", "2024"), ("in_use", ""), ("visited", ""), unit=UNIT))
    assert [step.stage for step in one.steps] == ["seen", "visited", "in_use"]
    (one,) = adopters(steps(("seen", ""), ("piloted", "2025"), unit=UNIT))
    assert (one.now.stage, one.next_stage) == ("piloted", "in_use")


@pytest.mark.parametrize(
    ("origin", "who", "stage", "said"),
    [
        ("found", {"unit": UNIT}, "in_use", "We took it over from Exampleville: Libraries uses it."),
        ("found", {"unit": UNIT}, "seen", "We are looking at it in Exampleville: Libraries."),
        ("ours", {"place": CITY}, "in_use", "Exampleville has taken it over from us."),
        ("ours", {"place": CITY}, "dropped", "Exampleville looked at ours and dropped it."),
        ("found", {"place": CITY}, "in_use", "Exampleville uses it too."),
    ],
)
def test_who_takes_it_over_from_whom_is_said_both_ways(origin, who, stage, said):
    (one,) = adopters(steps((stage, "2025"), **who))
    assert sentence(Practice(origin=origin, place=CITY), one) == said


@pytest.mark.parametrize(
    ("before", "after", "drawn"),
    [
        ("40 %", "20 %", (100, 50)),
        ("1 200 homes", "1800 homes", (67, 100)),
        ("0", "0", None),
        ("40 %", "20 homes", None),
        ("1,234", "900", None),
        ("about 40 %", "20 %", None),
        ("41 % in 2019", "6 % in 2024", None),
        ("1 200 €", "1 050,50 €", (100, 88)),
        ("-3 °C", "4 °C", None),
    ],
)
def test_bars_are_drawn_only_between_numbers_of_one_unit(before, after, drawn):
    assert bars(before, after) == drawn
