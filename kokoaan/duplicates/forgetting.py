"""What was said of two records, when one of them is of somebody who is erased, or the reason names them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from kokoaan.duplicates.models import Pair, Verdict
from kokoaan.records.erasing import Names, holding


def forget_verdicts(uids: Collection[UUID], names: Names) -> None:
    """Delete pairs of these records and what was said of them; take the names out of the reasons of all others."""
    for model in (Pair, Verdict):
        model._default_manager.filter(Q(low__in=uids) | Q(high__in=uids)).delete()
    for verdict in holding(Verdict.objects.all(), ("reason",), names):
        Verdict.objects.filter(pk=verdict.pk).update(reason=names.out_of(verdict.reason))
