"""Example practices: two that were found, taken over in part or not at all, and one of ours. No real city did them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kokoaan.lib.text import text
from kokoaan.office.examples import keep
from kokoaan.organisations.models import Kind, Organisation
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY
from kokoaan.practices.models import Adoption, Practice, PracticePartner, PracticeResult

# An organisation, since a city of the world would be a claim about it.
CITY = "Example City"
STREETS = "urban-environment"


@dataclass(frozen=True, slots=True)
class Step:
    """`unit` of ours, or the example city; `ago` is days before the day when the examples are made."""

    stage: str
    ago: int
    unit: str = ""
    changed: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    key: str
    title: dict[str, str]
    told: dict[str, str]
    values: dict[str, object]
    # Indicator, before, after.
    results: Sequence[tuple[str, str, str]]
    partner: str
    steps: Sequence[Step]
    needed_by: str = ""
    verdict: str = ""
    verdict_reason: dict[str, str] = field(default_factory=dict)


EXAMPLES = (
    Example(
        "roadworks",
        {"en": "Example: one map of all roadworks", "fi": "Esimerkki: yksi kartta kaikista katutöistä"},
        {
            "promise": "An example: whoever moves in the city sees on one map which street is dug up, and until when.",
            "problem": "An example: five bodies dug in the same street one after another.",
            "solution": "An example: whoever digs writes it on one map before the permit is given.",
            "process": "An example: one district for a year, then the whole city.",
            "results": "An example: fewer streets are dug up twice in a year.",
            "failed": "An example: the first map had no way to correct a wrong end date.",
            "conditions": "An example: permits are given by one office.",
            "transfer_reason": "An example: any city that gives permits can ask for the same.",
        },
        {"stage": "in_use", "begins": "2022", "transferability": 4, "staff": "Two people", "duration": "14 months"},
        (("Example: streets dug up twice in a year", "120", "45"), ("Example: who knows the map", "", "31 %")),
        "Example Association of Pipe Owners",
        (
            Step("seen", 400, STREETS),
            Step("visited", 300, STREETS),
            Step(
                "piloted", 60, STREETS, "An example: permits of events too.", "An example: they close streets as well."
            ),
            Step("seen", 200, STRATEGY),
        ),
        STREETS,
        "adapt",
        {"en": "An example: the map fits, the permits are given otherwise here."},
    ),
    Example(
        "lottery",
        {"en": "Example: a lottery for garden plots", "sv": "Exempel: lotteri om odlingslotter"},
        {
            "promise": "An example: everybody has the same chance of a garden plot.",
            "problem": "An example: plots went to those who knew somebody.",
            "solution": "An example: plots are drawn by lot every spring.",
        },
        {"stage": "pilot", "begins": "2024"},
        (),
        "",
        (Step("seen", 150, STREETS), Step("dropped", 90, STREETS, "", "An example: the queue is short here.")),
        STREETS,
        "no",
        {"en": "An example: nobody waits longer than a summer here, so a lottery would solve nothing."},
    ),
    Example(
        "lamps",
        {"en": "Example: lamps that dim when nobody walks", "fi": "Esimerkki: valot, jotka himmenevät"},
        {
            "promise": "An example: parks are lit when somebody walks there, and dark for the animals otherwise.",
            "problem": "An example: lamps burnt all night in empty parks.",
            "solution": "An example: lamps dim to a tenth after two minutes without anybody.",
            "results": "An example: less power is used, and nobody feels less safe.",
        },
        {"stage": "in_use", "begins": "2021", "contact": "Example: head of lighting", "licence": "CC BY 4.0"},
        (("Example: power used by park lamps", "900 MWh", "520 MWh"),),
        "Example Lamp Works",
        (
            Step("seen", 500),
            Step("adapted", 250, "", "An example: five minutes instead of two.", "An example: longer paths."),
            Step("in_use", 30),
        ),
    ),
)


def keep_practices(people: DemoPeople, today: date) -> None:
    city = Organisation(name=CITY, kind=Kind.CITY, notes="An example city.")
    city.owner, city.circle = people.units[STRATEGY], people.circles["staff"]
    keep(city, CITY, people.users["ella"])
    body = Organisation.objects.filter(uid=city.uid).first()
    for example in EXAMPLES:
        keep_practice(example, people, body, today)


def keep_practice(example: Example, people: DemoPeople, city: Organisation | None, today: date) -> None:
    practice, by = practice_of(example, people, city), people.users["ella"]
    keep(practice, example.key, by)
    # Somebody has deleted it: then its parts are not made either.
    made = Practice.objects.filter(uid=practice.uid).first()
    if made is None:
        return
    for number, (indicator, before, after) in enumerate(example.results, 1):
        result = PracticeResult(practice=made, indicator=text(en=indicator), before=before, after=after)
        keep(result, f"{example.key}-{number}", by)
    if example.partner:
        keep(PracticePartner(practice=made, name=example.partner, support="technical"), example.key, by)
    for number, step in enumerate(example.steps, 1):
        if step.unit or city:
            keep(adoption(step, made, people, city, today), f"{example.key}-{number}", by)


def practice_of(example: Example, people: DemoPeople, city: Organisation | None) -> Practice:
    found = bool(example.verdict)
    practice = Practice(title=text(**example.title), origin="found" if found else "ours", **example.values)
    for name, words in example.told.items():
        setattr(practice, name, text(en=words))
    if found:
        practice.organisation = city
        practice.needed_by, practice.verdict = people.units[example.needed_by], example.verdict
        practice.verdict_reason = text(**example.verdict_reason)
    practice.owner, practice.circle = people.units[STRATEGY if found else STREETS], people.circles["staff"]
    return practice


def adoption(step: Step, practice: Practice, people: DemoPeople, city: Organisation | None, today: date) -> Adoption:
    new = Adoption(practice=practice, stage=step.stage, on=(today - timedelta(days=step.ago)).isoformat())
    if step.unit:
        new.unit = people.units[step.unit]
    else:
        new.organisation = city
    new.changed, new.reason = text(en=step.changed), text(en=step.reason)
    return new
