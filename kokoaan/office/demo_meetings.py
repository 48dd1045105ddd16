"""Example meetings with next steps, late and due, so that the front page of a demo account has something to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kokoaan.desk.models import Meeting
from kokoaan.desk.names import names_in
from kokoaan.office.examples import keep
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY


@dataclass(frozen=True, slots=True)
class Example:
    """`ago` and `due` are days from the day when the examples are made."""

    key: str
    who: str
    about: str
    next_step: str
    ago: int
    due: int
    unit: str
    circle: str


EXAMPLES = (
    Example(
        "harbour",
        "Example Harbour Authority, Esimerkki Example",
        "An example: shore power for ferries, and who pays for the cables on land.",
        "Send the Example Harbour Authority our tender documents",
        40,
        -5,
        "urban-environment",
        "staff",
    ),
    Example(
        "library",
        "Example Library Association",
        "An example: opening hours without staff, and what it does to the feeling of safety.",
        "Ask two libraries whether they would host a visit",
        6,
        9,
        "urban-environment",
        "staff",
    ),
    Example(
        "climate",
        "Example Climate Partnership",
        "An example that only the Strategy Department sees: whether to join a common application.",
        "Draft an answer to the Example Climate Partnership",
        20,
        -2,
        STRATEGY,
        "strategy",
    ),
    Example(
        "forum",
        "Example Brussels Forum",
        "An example: programme of the autumn forum, and a speaker from the city.",
        "Name a speaker",
        3,
        12,
        STRATEGY,
        "staff",
    ),
)


def keep_meetings(people: DemoPeople, today: date) -> None:
    for example in EXAMPLES:
        keep_meeting(example, people, today)


def keep_meeting(example: Example, people: DemoPeople, today: date) -> None:
    meeting = Meeting(
        who=example.who,
        day=today - timedelta(days=example.ago),
        about=example.about,
        next_step=example.next_step,
        next_by=today + timedelta(days=example.due),
        owner=people.units[example.unit],
        circle=people.circles[example.circle],
    )
    names = names_in(example.who, people.users["ella"])
    meeting.links = {
        "organisations": [row.pk for one in names for row in one.organisations if row.is_example],
        "people": [row.pk for one in names for row in one.people if row.is_example],
    }
    keep(meeting, example.key, people.users["ella"])
