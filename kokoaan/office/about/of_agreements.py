"""What stands in writing with the subject, what both sides commit to in it, and the statuses that a tie had before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.days import written
from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.of_ties import LINKS as TIE_LINKS
from kokoaan.office.about.reviewing import SHOWN, reviews
from kokoaan.office.about.subjects import Subject
from kokoaan.partners.models import Agreement, Commitment, EarlierStatus, Tie
from kokoaan.people.models import User

PARTIES: Any = Agreement.parties.through


def of_tie(subject: Subject, user: User) -> Q:
    """On a tie with the subject that user sees."""
    ties = Tie.objects.visible_to(user).filter(TIE_LINKS[subject.kind](subject, user))
    return Q(tie__in=ties.order_by().values("pk"))


def with_party(subject: Subject, user: User) -> Q:
    """On such a tie, or with a body there among its parties."""
    bodies = [subject.pk] if subject.kind == "organisation" else subject.there(user)
    return of_tie(subject, user) | Q(pk__in=PARTIES.objects.filter(organisation__in=bodies).values("agreement"))


LINKS = dict.fromkeys(TIE_LINKS, with_party)


def agreements(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Agreement, subject, user, LINKS, "tie", order="-begins")


def agreement(row: Agreement, subject: Subject) -> Entry:
    begins = row.begins or row.signed
    return Entry(
        key=f"agreement:{row.pk}",
        name=str(row),
        note=row.get_kind_display(),
        url=reverse("agreement:inspect", args=[row.pk]),
        begins=begins,
        ends=row.ends,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
        others=(f"tie:{row.tie_id}",) if row.tie_id else (),
    )


def ending(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    """Agreements that end soon, or whose last day for notice comes."""
    yield from reviews(rows, "agreement", day)
    for row in rows.to_decide(day).order_by("ends", "pk")[:SHOWN]:  # type: ignore[attr-defined]
        told = {"day": written(row.ends), "notice": written(row.notice_by)}
        note = _("ends %(day)s; notice by %(notice)s") if row.notice_by else _("ends %(day)s")
        url = reverse("agreement:inspect", args=[row.pk])
        yield Due(text=str(row), note=note % told, url=url, day=row.notice_by or row.ends)


AGREEMENTS = Kind(name="agreements", title=gettext_lazy("Agreements"), rows=agreements, entry=agreement, due=ending)


def commitments(subject: Subject, user: User) -> QuerySet[Any] | None:
    """Commitments in agreements with the subject; of a unit, those that it keeps or owns."""
    if subject.kind == "unit":
        links = {"unit": lambda subject, user: Q(unit__in=subject.units) | Q(owner__in=subject.units)}
    elif subject.kind in TIE_LINKS:
        links = {subject.kind: in_agreements}
    elif subject.kind == "goal":
        links = {"goal": for_goal}
    else:
        return None
    return linked(Commitment, subject, user, links, "agreement", "unit")


def in_agreements(subject: Subject, user: User) -> Q:
    held = Agreement.objects.visible_to(user).filter(with_party(subject, user)).order_by()
    return Q(agreement__in=held.values("pk"))


def for_goal(subject: Subject, user: User) -> Q:
    through: Any = Agreement.goals.through
    return Q(agreement__in=through.objects.filter(goal=subject.pk).values("agreement"))


def commitment(row: Commitment, subject: Subject) -> Entry:
    who = str(row.unit) if row.unit else row.who
    parts = (
        row.get_side_display(),
        who,
        row.get_state_display(),
        _("due %(day)s") % {"day": written(row.due)} if row.due else "",
    )
    return Entry(
        key=f"commitment:{row.pk}",
        name=str(row),
        note=" · ".join(part for part in parts if part),
        url=reverse("commitment:inspect", args=[row.pk]),
        begins=row.done_on or row.due,
        is_moment=True,
        status="active" if row.state == Commitment.State.OPEN else "ended",
        is_example=row.is_example,
        owner=row.owner,
        others=(f"agreement:{row.agreement_id}",),
    )


def open_first(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    """Open commitments, late ones first; on both sides."""
    for row in rows.open().by_day()[:SHOWN]:  # type: ignore[attr-defined]
        late = row.is_late(day)
        side = _("our commitment") if row.side == Commitment.Side.OURS else _("their commitment")
        words = _("late since %(day)s") if late else _("by %(day)s")
        when = words % {"day": written(row.due)} if row.due else _("no day set")
        url = reverse("commitment:inspect", args=[row.pk])
        yield Due(text=str(row), note=f"{side} · {when}", url=url, day=row.due, is_late=late)


def open_ones(rows: QuerySet[Any], subject: Subject, user: User) -> str:
    return _("%(count)d open") % {"count": rows.open().order_by().count()}  # type: ignore[attr-defined]


COMMITMENTS = Kind(
    name="commitments",
    title=gettext_lazy("Commitments"),
    rows=commitments,
    entry=commitment,
    due=open_first,
    aside=open_ones,
    is_drawn=False,
)


def statuses(subject: Subject, user: User) -> QuerySet[Any] | None:
    """Earlier statuses of the ties with the subject."""
    if subject.kind not in TIE_LINKS:
        return None
    return linked(EarlierStatus, subject, user, dict.fromkeys(TIE_LINKS, of_tie), "tie", order="-since")


def status(row: EarlierStatus, subject: Subject) -> Entry:
    return Entry(
        key=f"earlierstatus:{row.pk}",
        name=capfirst(row.get_status_display()),
        note=_("earlier status of a tie: %(kind)s") % {"kind": row.tie.get_kind_display()},
        url=reverse("tie:inspect", args=[row.tie_id]),
        begins=row.since,
        ends=row.until,
        status=row.status,
        is_example=row.is_example,
    )


STATUSES = Kind(name="statuses", title=gettext_lazy("Earlier statuses"), rows=statuses, entry=status, is_drawn=False)
