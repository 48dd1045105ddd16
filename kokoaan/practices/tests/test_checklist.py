"""What is asked of a practice: each criterion says how far it is met, why, and where to go."""

import pytest

from kokoaan.lib.text import text
from kokoaan.practices.checklist import RULES, Told, criteria
from kokoaan.practices.gaps import gaps
from kokoaan.practices.models import Practice, PracticePartner, PracticeResult
from kokoaan.practices.tests.makers import TOLD

FULL = {
    **TOLD,
    **{"place_id": 1, "begins": "2024", "stage": "in_use", "transferability": 4},
    **{"cost": 10, "staff": "two", "duration": "a year", "validated_by": "City audit"},
}
SOURCED = PracticeResult(indicator=text(en="Calls"), before="40", after="20", source="https://example.org/")
UNSOURCED = PracticeResult(indicator=text(en="Cars"), after="3")
PARTNER = PracticePartner(name="Example Ploughs")


def judged(key, practice=None, results=(), partners=()):
    told = Told(Practice(title=text(en="Snow map"), **(practice or {})), results, partners)
    one = next(one for one in criteria(told) if one.key == key)
    return str(one.state), one.why, one.field


def test_a_practice_that_tells_all_meets_everything_and_has_no_gap():
    told = Told(Practice(title=text(en="Snow map"), **FULL), [SOURCED], [PARTNER])
    assert {str(one.state) for one in criteria(told)} == {"met"}
    assert {one.field for one in criteria(told)} == {""}
    assert gaps(told) == []


def test_an_empty_practice_is_told_of_every_criterion_where_to_begin():
    every = criteria(Told(Practice(title=text(en="Snow map"))))
    assert len(every) == len(RULES)
    assert {str(one.state) for one in every} == {"missing"}
    assert all(one.field and one.why.endswith((".", "?")) for one in every)


@pytest.mark.parametrize(
    ("key", "practice", "results", "said"),
    [
        ("evidence", FULL, [], ("missing", "No result has a source.", "evidence")),
        ("evidence", FULL, [SOURCED, UNSOURCED], ("partly", "1 of 2 results have a source.", "evidence")),
        ("local", FULL, [UNSOURCED], ("partly", "No result is told both before and after.", "evidence")),
        ("impact", {}, [SOURCED], ("partly", "There are figures. Say in words who is better off, and how.", "results")),
        (
            *("failed", {**FULL, "failed": {}}, []),
            ("missing", "What failed is not told: one honest sentence helps others most.", "failed"),
        ),
        ("sections", {**FULL, "failed": {}}, [], ("partly", "Still empty: what failed.", "failed")),
        (
            "implemented",
            {"stage": "idea"},
            [],
            ("missing", "It is an idea: others learn from what has been tried.", "stage"),
        ),
    ],
)
def test_what_lacks_is_named_with_its_field(key, practice, results, said):
    assert judged(key, practice, results) == said


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        (text(en=" ".join(["word"] * 31)), "The promise in English has 31 words: 30 are enough."),
        (text(en="It clears snow. It saves money."), "The promise in English is more than one sentence."),
        (text(fi="HSL kertoo ajat."), "Say once what these stand for: HSL."),
        (text(en="It came to St. Petersburg and the EUR pays."), ""),
        (text(fi="Helsingin seudun liikenne (HSL) kertoo ajat. "), ""),
    ],
)
def test_hints_are_given_only_where_they_are_sure(promise, said):
    state, why, _field = judged("plain", {"promise": promise})
    assert (why if state == "partly" else "") == said


def test_gaps_name_the_evidence_that_is_missing():
    told = Told(Practice(title=text(en="Snow map"), **{**FULL, "results": {}, "failed": {}, "cost": None}))
    assert gaps(told) == [
        *("Money not stated", "Result not stated", "Figures before and after not stated"),
        *("Sources of the results not stated", "What failed not stated"),
    ]
