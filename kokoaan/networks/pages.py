"""A membership as a page: what it costs year by year, our spells in the organisation, who else belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from kokoaan.networks.models import Fee, MemberList, Membership
from kokoaan.people.models import User
from kokoaan.records.history import known_to
from kokoaan.records.register import views

# The width of the longest bar, in units of its drawing.
WIDEST = 100


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A fee with its bar, drawn against the largest fee in the same currency."""

    fee: Fee
    width: int


def fee_rows(membership: Membership, user: User) -> list[FeeRow]:
    fees = Fee.objects.visible_to(user).filter(membership=membership)
    rows = list(fees.select_related("membership__organisation").order_by(F("year").desc(nulls_last=True), "kind", "pk"))
    largest: dict[str, Decimal] = {}
    for fee in rows:
        largest[fee.currency] = max(fee.amount, largest.get(fee.currency, Decimal(0)))
    return [FeeRow(fee, round(WIDEST * fee.amount / (largest[fee.currency] or 1))) for fee in rows]


def other_spells(membership: Membership, user: User) -> Sequence[Membership]:
    """Our other times in the same organisation, where the reader may know which one that is."""
    if not known_to(user, type(membership.organisation)).filter(pk=membership.organisation_id).exists():
        return []
    rows = Membership.objects.visible_to(user).filter(organisation=membership.organisation_id)
    return list(rows.exclude(pk=membership.pk).select_related("organisation").order_by("-begins", "pk"))


def member_lists(membership: Membership, user: User) -> Sequence[MemberList]:
    rows = MemberList.objects.visible_to(user).filter(organisation=membership.organisation_id)
    return list(rows.select_related("organisation").order_by("-as_of", "pk")[:10])


class MembershipPage(views.Inspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, membership = self.request.user, self.object
        may_add = user.has_perm("networks.add_fee")
        told = {
            "fees": fee_rows(membership, user),
            "add_fee": f"{reverse('fee:add')}?membership={membership.pk}" if may_add else "",
            "spells": other_spells(membership, user),
            "lists": member_lists(membership, user),
            "notice_by": membership.notice_by,
            "today": timezone.localdate(),
        }
        return {**super().get_context_data(**kwargs), **told}
