"""Example agreements with clauses and commitments of both sides, late, due and done. No real city has made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kokoaan.lib.text import text
from kokoaan.office.examples import keep
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Agreement, Clause, Commitment
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY
from kokoaan.records.models import Record


@dataclass(frozen=True, slots=True)
class Promise:
    """`due` and `done` are days from the day when the examples are made."""

    key: str
    clause: int
    side: str
    what: str
    due: int
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    key: str
    title: dict[str, str]
    kind: str
    party: str
    summary: str
    ends: int
    notice: int
    circle: str
    clauses: Sequence[tuple[str, str]]
    promises: Sequence[Promise] = field(default_factory=tuple)


EXAMPLES = (
    Example(
        "harbour",
        {"en": "Example agreement on shore power", "fi": "Esimerkkisopimus maasähköstä"},
        "agreement",
        "Example Harbour Authority",
        "An example: both harbours plan shore power for ferries together and tell each other what it costs.",
        200,
        4,
        "staff",
        (
            ("Purpose", "An example clause: the parties plan shore power for ferries together."),
            ("Exchange of data", "An example clause: each party tells the other what a berth uses in a year."),
        ),
        (
            Promise("data", 2, "ours", "Send the use of power of two berths in a year", -12),
            Promise("visit", 1, "theirs", "Receive three engineers for two days", 20),
            Promise("plan", 1, "ours", "Write the first common plan", -60, -70),
        ),
    ),
    Example(
        "climate",
        {"en": "Example memorandum on climate measures", "sv": "Exempel på samförståndsavtal om klimatåtgärder"},
        "memorandum",
        "Example Climate Partnership",
        "An example that only the Strategy Department sees: a common list of climate measures, renewed by decision.",
        400,
        0,
        "strategy",
        (("Measures", "An example clause: the parties keep a common list of measures and what each has cost."),),
        (Promise("list", 1, "theirs", "Send the first version of the common list", 45),),
    ),
)


def keep_agreements(people: DemoPeople, today: date) -> None:
    """Make what is missing; one whose whole has been deleted is not made."""
    for example in EXAMPLES:
        keep_agreement(example, people, today)


def keep_agreement(example: Example, people: DemoPeople, today: date) -> None:
    owner, circle, by = people.units[STRATEGY], people.circles[example.circle], people.users["ella"]
    agreement = Agreement(
        title=text(**example.title),
        kind=example.kind,
        begins=day(today, -365),
        signed=day(today, -365),
        ends=day(today, example.ends),
        renewal=Agreement.Renewal.AUTOMATIC if example.notice else Agreement.Renewal.DECISION,
        notice=example.notice or None,
        summary=text(en=example.summary),
        owner=owner,
        circle=circle,
    )
    agreement.links = {"parties": parties(example)}
    keep(agreement, example.key, by)
    if (made := there(agreement)) is None:
        return
    clauses = {}
    for number, (heading, words) in enumerate(example.clauses, 1):
        said = {"heading": text(en=heading), "text": text(en=words)}
        clause = Clause(agreement=made, number=str(number), position=number, **said)
        keep(clause, f"{example.key}-{number}", by)
        clauses[number] = there(clause)
    for promise in example.promises:
        keep(commitment(promise, made, clauses[promise.clause], today), f"{example.key}-{promise.key}", by)


def commitment(promise: Promise, agreement: Record, clause: Record | None, today: date) -> Commitment:
    new = Commitment(agreement=agreement, clause=clause, side=promise.side, what=text(en=promise.what))
    new.due = day(today, promise.due)
    if promise.done is not None:
        new.state, new.done_on = Commitment.State.DONE, day(today, promise.done)
        new.evidence_note = "An example: the plan lies in the archive of the example."
    return new


def there(record: Record) -> Record | None:
    """The record of this address, if nobody has deleted it."""
    found: Record | None = type(record)._base_manager.filter(uid=record.uid).first()
    return found


def parties(example: Example) -> list[int]:
    return list(Organisation.objects.filter(name=example.party, is_example=True).values_list("pk", flat=True)[:1])


def day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
