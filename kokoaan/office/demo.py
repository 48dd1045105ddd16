"""What `make run` makes besides the starter: demo accounts, and example records that they see differently."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kokoaan.office.demo_agreements import keep_agreements
from kokoaan.office.demo_contacts import keep_contacts
from kokoaan.office.demo_meetings import keep_meetings
from kokoaan.office.demo_memberships import keep_memberships
from kokoaan.office.demo_needs import keep_needs
from kokoaan.office.demo_practices import keep_practices
from kokoaan.office.examples import keep
from kokoaan.organisations.models import Kind, Organisation
from kokoaan.people.demo import ACCOUNTS, PASSWORD, Account, DemoPeople, make_people
from kokoaan.people.starter_units import STRATEGY

__all__ = ["PASSWORD", "make_demo"]

# name: (kind, circle, what it shows)
EXAMPLES = {
    "Example Harbour Authority": (Kind.PUBLIC, "staff", "An example that all city staff see."),
    "Example Climate Partnership": (Kind.NETWORK, "strategy", "An example that only the Strategy Department sees."),
    "Example Brussels Forum": (Kind.INTERNATIONAL, "eu", "An example that members of the EU office share."),
}


@transaction.atomic
def make_demo() -> tuple[Account, ...]:
    """Make demo accounts and examples, where they are not there yet. Refused outside local use."""
    people = make_people()
    for name, (kind, circle, notes) in EXAMPLES.items():
        keep_example(name, kind, circle, notes, people)
    today = timezone.localdate()
    keep_contacts(people, today)
    keep_meetings(people, today)
    keep_needs(people, today)
    keep_agreements(people, today)
    keep_memberships(people, today)
    keep_practices(people, today)
    return ACCOUNTS


def keep_example(name: str, kind: str, circle: str, notes: str, people: DemoPeople) -> None:
    record = Organisation(name=name, kind=kind, notes=notes)
    record.owner, record.circle = people.units[STRATEGY], people.circles[circle]
    keep(record, name, people.users["ella"])
