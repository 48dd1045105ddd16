"""What we do together, what it gave us, and the seats and fees of our memberships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.days import written
from kokoaan.networks.models import Fee, Membership, Seat
from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.of_networks import LINKS as MEMBERSHIP_LINKS
from kokoaan.office.about.of_ties import LINKS as TIE_LINKS
from kokoaan.office.about.reviewing import AHEAD, SHOWN
from kokoaan.office.about.subjects import Subject
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.projects.models import JointProject, ProjectPartner
from kokoaan.records.models import Record
from kokoaan.review.models import Benefit


def seen(model: type[Record], links: Any, subject: Subject, user: User) -> QuerySet[Any]:
    """The rows that user sees of another kind about the subject, as a sub-query."""
    rows: QuerySet[Any] = model.objects.visible_to(user).filter(links[subject.kind](subject, user))
    return rows.order_by().values("pk")


def partnered(subject: Subject, user: User) -> Q:
    bodies = [subject.pk] if subject.kind == "organisation" else subject.there(user)
    partners = ProjectPartner.objects.visible_to(user).filter(organisation__in=bodies)
    return Q(pk__in=partners.order_by().values("project"))


def of_unit(subject: Subject, user: User) -> Q:
    taking_part = ProjectPartner.objects.visible_to(user).filter(unit__in=subject.units)
    return Q(owner__in=subject.units) | Q(pk__in=taking_part.order_by().values("project"))


PARTNERED = {"place": partnered, "country": partnered, "organisation": partnered, "unit": of_unit}


def joint_projects(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(JointProject, subject, user, PARTNERED, order="-begins")


def joint_project(row: JointProject, subject: Subject) -> Entry:
    over = row.stage in {JointProject.Stage.ENDED, JointProject.Stage.NOT_FUNDED, JointProject.Stage.DROPPED}
    return Entry(
        key=f"jointproject:{row.pk}",
        name=str(row),
        note=_("joint project, %(stage)s") % {"stage": row.get_stage_display()},
        url=reverse("jointproject:inspect", args=[row.pk]),
        begins=row.begins,
        ends=row.ends,
        status="ended" if over else "active",
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
    )


JOINT_PROJECTS = Kind(
    name="jointprojects", title=gettext_lazy("Joint projects of ours"), rows=joint_projects, entry=joint_project
)


def given(subject: Subject, user: User) -> Q:
    """What a tie with the subject, a membership in it or a joint project with it gave."""
    found = Q(
        project__in=JointProject.objects.visible_to(user).filter(partnered(subject, user)).order_by().values("pk")
    )
    found |= Q(tie__in=seen(Tie, TIE_LINKS, subject, user))
    return found | Q(membership__in=seen(Membership, MEMBERSHIP_LINKS, subject, user))


def benefits(subject: Subject, user: User) -> QuerySet[Any] | None:
    links = {"place": given, "country": given, "organisation": given}
    return linked(Benefit, subject, user, links, order="-day")


def benefit(row: Benefit, subject: Subject) -> Entry:
    giver = (("tie", row.tie_id), ("membership", row.membership_id), ("jointproject", row.project_id))
    return Entry(
        key=f"benefit:{row.pk}",
        name=row.gave,
        note=_("benefit: %(kind)s") % {"kind": row.get_kind_display()},
        url=reverse("benefit:inspect", args=[row.pk]),
        begins=row.day.isoformat(),
        is_moment=True,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
        others=tuple(f"{kind}:{key}" for kind, key in giver if key),
    )


BENEFITS = Kind(name="benefits", title=gettext_lazy("Benefits"), rows=benefits, entry=benefit)


def of_membership(subject: Subject, user: User) -> Q:
    return Q(membership__in=seen(Membership, MEMBERSHIP_LINKS, subject, user))


OF_MEMBERSHIP = dict.fromkeys(MEMBERSHIP_LINKS, of_membership)


def seats(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Seat, subject, user, OF_MEMBERSHIP, "membership__organisation", "holder", "circle", order="-begins")


def seat(row: Seat, subject: Subject) -> Entry:
    own = subject.kind == "organisation"
    name = row.name if own else f"{row.name}, {row.membership.name_of(row.membership.organisation)}"
    return Entry(
        key=f"seat:{row.pk}",
        name=name,
        note=" · ".join(part for part in (row.get_role_display(), row.held_by) if part),
        url=reverse("seat:inspect", args=[row.pk]),
        begins=row.begins,
        ends=row.ends,
        is_example=row.is_example,
        owner=row.owner,
        others=(f"membership:{row.membership_id}",),
    )


def seats_ending(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    for row in rows.ending(day, day + AHEAD).order_by("ends", "pk")[:SHOWN]:  # type: ignore[attr-defined]
        url = reverse("seat:inspect", args=[row.pk])
        yield Due(text=str(row), note=_("the seat ends %(day)s") % {"day": written(row.ends)}, url=url, day=row.ends)


SEATS = Kind(name="seats", title=gettext_lazy("Seats we hold"), rows=seats, entry=seat, due=seats_ending)


def fees(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind != "organisation":
        return None
    return linked(Fee, subject, user, OF_MEMBERSHIP, "membership__organisation", "circle", order="-year")


def fee(row: Fee, subject: Subject) -> Entry:
    return Entry(
        key=f"fee:{row.pk}",
        name=f"{row.of_year}: {row.sum}",
        note=row.get_kind_display(),
        url=reverse("fee:inspect", args=[row.pk]),
        is_example=row.is_example,
    )


FEES = Kind(name="fees", title=gettext_lazy("Fees by year"), rows=fees, entry=fee, is_drawn=False, is_timed=False)
