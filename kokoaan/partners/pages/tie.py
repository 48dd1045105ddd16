"""The pages of a tie: its form keeps earlier statuses, its page says first what matters now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from kokoaan.lib.text import Text, in_language
from kokoaan.partners.models import Agreement, Commitment, EarlierStatus, Tie
from kokoaan.partners.moving import moved
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.records.register import views
from kokoaan.records.register.sections import listed_at

MOST = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One status in the timeline; the present one has no `until`, unless the tie is over."""

    status: str
    name: str
    since: str
    until: str
    decision: str
    reason: str
    url: str = ""
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    name: str
    whose: str
    due: str
    is_late: bool
    url: str
    done_url: str


class TieEdit(views.Edit):
    def save_instance(self) -> Record:
        form = self.form
        if not form.moves:
            return super().save_instance()
        version = form.cleaned_data["expected_version"] or 0
        moved(
            form.instance,
            form.values,
            self.request.user,
            why=form.cleaned_data["change_reason"],
            expected_version=version,
        )
        tie: Record = form.instance
        return tie


class TiePage(views.Inspect):
    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_buttons
        if self.user_has_permission("change"):
            move = HeaderButton(_("Change status"), url=self.page("move", self.object), icon_name="resubmit")
            buttons.insert(0, move)
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tie, user, today = self.object, self.request.user, timezone.localdate()
        commitments, open_in_all = open_commitments(tie, user, today)
        agreements, in_all = agreements_of(tie, user, today)
        told = {
            "tie": tie,
            "review_is_due": bool(tie.review) and tie.review <= today.isoformat(),
            "agreements": agreements,
            "more_agreements": in_all - len(agreements),
            "agreements_url": listed_at(Agreement, "tie", tie, user),
            "add_agreement": adding(Agreement, "tie", tie, user),
            "commitments": commitments,
            "more_commitments": open_in_all - len(commitments),
            "commitments_url": listed_at(Commitment, "tie", tie, user, standing="open"),
            "timeline": timeline(tie, user),
            "add_earlier": adding(EarlierStatus, "tie", tie, user),
        }
        return {**super().get_context_data(**kwargs), **told}


def timeline(tie: Tie, user: User) -> list[Step]:
    """Every status of the tie, the oldest first."""
    earlier = EarlierStatus.objects.visible_to(user).filter(tie=tie).order_by("since", "until", "pk")
    steps = [step(row, reverse("earlierstatus:inspect", args=[row.pk])) for row in earlier]
    now = Step(tie.status, str(tie.get_status_display()), tie.since, "", tie.decision, words(tie.reason), is_now=True)
    return [*steps, now]


def step(row: EarlierStatus, url: str) -> Step:
    name = str(row.get_status_display())
    return Step(row.status, name, row.since, row.until, row.decision, words(row.reason), url)


def words(text: Text) -> str:
    return in_language(text, get_language() or "en")


def open_commitments(tie: Tie, user: User, day: date) -> tuple[Sequence[Committed], int]:
    """Open commitments of both sides in the agreements of a tie, late ones first; and how many there are."""
    rows = Commitment.objects.visible_to(user).open().filter(agreement__tie=tie)
    may_change = user.may("change", Commitment)
    return [committed(row, day, may_change) for row in rows.by_day()[:MOST]], rows.count()


def committed(row: Commitment, day: date, may_change: bool) -> Committed:
    done = reverse("commitment:done", args=[row.pk]) if may_change else ""
    page = reverse("commitment:inspect", args=[row.pk])
    return Committed(str(row), str(row.get_side_display()), row.due, row.is_late(day), page, done)


def agreements_of(tie: Tie, user: User, day: date) -> tuple[list[tuple[Agreement, str, bool]], int]:
    """The agreements of a tie, the running ones first, each with its page and whether it is over; how many in all."""
    found = Agreement.objects.visible_to(user).filter(tie=tie)
    rows = sorted(found.order_by("-begins", "pk")[:MOST], key=lambda row: row.is_over(day))
    return [(row, reverse("agreement:inspect", args=[row.pk]), row.is_over(day)) for row in rows], found.count()


def adding(model: type[Record], link: str, record: Record, user: User) -> str:
    """Where a record that links to this one is added; "" for who may not."""
    if not user.may("add", model):
        return ""
    return f"{reverse(f'{model._meta.model_name}:add')}?{link}={record.pk}"
