from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from kokoaan.lib.days import spanning, written


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["2018", "May 2018", "29 May 2018"]),
        ("fi", ["2018", "5/2018", "29.5.2018"]),
        ("sv", ["2018", "maj 2018", "29.5.2018"]),
    ],
)
def test_a_day_is_said_in_the_readers_language_as_far_as_it_is_known(language, said):
    with override(language):
        assert [written(known) for known in ("2018", "2018-05", "2018-05-29")] == said
        assert written(date(2018, 5, 29)) == said[-1]


def test_a_moment_is_said_as_the_day_it_was_here():
    with override("fi"):
        assert written(datetime(2018, 5, 28, 22, 30, tzinfo=UTC)) == "29.5.2018"


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_is_not_known_is_not_said(nothing):
    assert written(nothing) == ""


def test_what_a_source_writes_instead_of_a_day_stays_as_it_is():
    assert written("about 2018") == "about 2018"


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        ("2014", "2018", "2014–2018"),
        ("2014", "2018-05", "2014 – May 2018"),
        ("2014-03", "", "March 2014–"),
        ("", "2018", "–2018"),
        ("", "", ""),
    ],
)
def test_a_span_says_what_is_known_of_both_ends(begins, ends, said):
    assert spanning(begins, ends) == said


def test_every_template_has_both():
    said = Template("{{ begins|day }}; {{ begins|to:ends }}").render(Context({"begins": "2014-03", "ends": ""}))
    assert said == "March 2014; March 2014–"
