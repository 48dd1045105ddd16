"""Example needs, one for each demo circle, so that a demo account sees what becomes of a search that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.office.examples import keep
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY


@dataclass(frozen=True, slots=True)
class Example:
    """`due` is days from the day when the examples are made; the shortlist says nothing of the cities on it."""

    key: str
    text: str
    gain: str
    due: int
    unit: str
    circle: str
    shortlist: tuple[Candidate, ...]


EXAMPLES = (
    Example(
        "heat",
        "Esimerkki: kaukolämpö hukkalämmöstä",
        Need.Gain.LEARN,
        30,
        "urban-environment",
        "staff",
        (
            Candidate("place:2618425", "Copenhagen", place=2618425),
            Candidate("place:6173331", "Vancouver", place=6173331),
        ),
    ),
    Example(
        "rain",
        "Example: parks that hold back heavy rain",
        Need.Gain.PROJECT,
        60,
        STRATEGY,
        "strategy",
        (Candidate("place:2747891", "Rotterdam", place=2747891),),
    ),
)


def keep_needs(people: DemoPeople, today: date) -> None:
    for example in EXAMPLES:
        keep_need(example, people, today)


def keep_need(example: Example, people: DemoPeople, today: date) -> None:
    need = Need(text=example.text, gain=example.gain, order=Need.Order.FRESH)
    need.deadline = today + timedelta(days=example.due)
    need.candidates = list(example.shortlist)
    need.owner, need.circle = people.units[example.unit], people.circles[example.circle]
    keep(need, example.key, people.users["ella"])
