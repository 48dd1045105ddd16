"""An example membership with fees and seats, an example project, and what they gave; nothing here is a fact."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from kokoaan.lib.text import text
from kokoaan.networks.models import Fee, Membership, Seat
from kokoaan.office.examples import keep
from kokoaan.organisations.models import Organisation
from kokoaan.people.demo import DemoPeople
from kokoaan.people.starter_units import STRATEGY
from kokoaan.projects.models import JointProject, ProjectPartner
from kokoaan.records.models import Record
from kokoaan.review.models import Benefit


def keep_memberships(people: DemoPeople, today: date) -> None:
    forum = Organisation.objects.filter(name="Example Brussels Forum", is_example=True).first()
    harbour = Organisation.objects.filter(name="Example Harbour Authority", is_example=True).first()
    # Somebody has deleted what the examples stand on: then they are not made either.
    if forum is None or harbour is None:
        return
    by = people.users["ella"]
    membership = kept(
        Membership(
            organisation=forum,
            begins=str(today.year - 3),
            coordinator=by,
            budget_line="Example budget line",
            renews=(today + timedelta(days=120)).isoformat(),
            renewal=Membership.Renewal.AUTOMATIC,
            notice_months=3,
            why_joined=text(en="An example: to hear of files before they are decided."),
        ),
        "forum",
        people,
        "eu",
    )
    keep_parts(membership, people, today)
    project = keep_project(harbour, people, today)
    for key, link, record, kind, gave, circle in (
        ("seat", "membership", membership, "influence", "An example: our wording went into a joint statement", "eu"),
        ("visit", "membership", membership, "learning", "An example: two visits on shore power", "eu"),
        ("stage", "membership", membership, "visibility", "An example: our library on the main stage", "eu"),
        ("cables", "project", project, "learning", "An example: how to share the cost of cables on land", "staff"),
    ):
        if record is not None:
            benefit = Benefit(gave=gave, kind=kind, day=today - timedelta(days=30), **{link: record})
            kept(benefit, key, people, circle)


def keep_parts(membership: Record | None, people: DemoPeople, today: date) -> None:
    if not isinstance(membership, Membership):
        return
    for ago, amount, kind in ((2, 4000, "paid"), (1, 4200, "paid"), (0, 4500, "budgeted")):
        year = today.year - ago
        fee = Fee(membership=membership, year=year, amount=Decimal(amount), kind=kind)
        fee.note = "An example."
        keep(fee, f"forum-{ago}", people.users["ella"])
    seat = Seat(membership=membership, name="Example working group on ports", role=Seat.Role.RAPPORTEUR)
    seat.holder, seat.begins = people.users["omar"], str(today.year - 1)
    seat.ends = (today + timedelta(days=45)).isoformat()
    keep(seat, "forum", people.users["ella"])


def keep_project(harbour: Organisation, people: DemoPeople, today: date) -> Record | None:
    project = kept(
        JointProject(
            name=text(en="Example: shore power for ferries", fi="Esimerkki: maasähköä lautoille"),
            acronym="EXAMPLE SHORE",
            stage=JointProject.Stage.RUNNING,
            funding=JointProject.Funding.EU,
            programme="An example programme",
            begins=str(today.year - 1),
            ends=str(today.year + 1),
            budget=Decimal(900_000),
            share=Decimal(240_000),
            grant=Decimal(180_000),
            alone=text(en="An example: a plug needs the same socket in both harbours."),
        ),
        "shore",
        people,
        "staff",
    )
    if isinstance(project, JointProject):
        by = people.users["ella"]
        ours = ProjectPartner(project=project, unit=people.units["urban-environment"], role="lead", side="ours")
        keep(ours, "shore-ours", by)
        keep(ProjectPartner(project=project, organisation=harbour), "shore-harbour", by)
    return project


def kept(record: Record, key: str, people: DemoPeople, circle: str) -> Record | None:
    """The example, made now or before; None where somebody has deleted it."""
    record.owner, record.circle = people.units[STRATEGY], people.circles[circle]
    keep(record, key, people.users["ella"])
    return type(record)._base_manager.filter(uid=record.uid).first()
