"""Example needs, one for each demo circle, so that a demo account sees what becomes of a search that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY
from kokoaan.records.changing import create
from kokoaan.records.models import Change


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
    uid = uuid5(NAMESPACE_URL, f"kokoaan:demo:need:{example.key}")
    # One that somebody has deleted is not made again: its birth is in the log for ever.
    if Change.objects.filter(record=uid).exists():
        return
    need = Need(uid=uid, text=example.text, gain=example.gain, order=Need.Order.FRESH, is_example=True)
    need.deadline = today + timedelta(days=example.due)
    need.candidates = list(example.shortlist)
    need.owner, need.circle = people.units[example.unit], people.circles[example.circle]
    create(need, by=people.users["ella"], reason="Example for trying the product.")
