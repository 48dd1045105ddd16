"""What each membership gave in a year, beside what it costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.lib.frame import framed
from kokoaan.networks.models import Fee, Membership
from kokoaan.networks.models.membership import MembershipQuerySet
from kokoaan.people.acting import us_of
from kokoaan.people.models import Unit, User
from kokoaan.review.models import Benefit

YEAR = timedelta(days=365)
# A city has about a hundred memberships; more than this is a list, not a table to read.
MOST = 300


@dataclass(frozen=True, slots=True)
class Worth:
    """One running membership: its latest fee, and its benefits of the year by kind, in the order of KINDS."""

    membership: Membership
    fee: Fee | None
    counts: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


KINDS = tuple(Benefit.Kind.values)


@require_safe
def worth(request: HttpRequest) -> HttpResponse:
    """A table; ?only=silent leaves those that cost something and for which nobody has logged anything."""
    user = cast(User, request.user)
    day, us = timezone.localdate(), us_of(user)
    silent = silent_rows(user, us, day)
    only_silent = request.GET.get("only") == "silent"
    context = {
        "rows": weighed(silent if only_silent else running_rows(user, us), user, day),
        "silent": silent.count(),
        "only_silent": only_silent,
        "kinds": [label for _value, label in Benefit.Kind.choices],
        "since": day - YEAR,
        "may_log": user.has_perm("review.add_benefit"),
    }
    return render(request, "review/worth.html", {**context, **framed(("", _("What memberships gave")), icon="success")})


def running_rows(user: User, us: Unit | None) -> MembershipQuerySet:
    return Membership.objects.visible_to(user).of_organisation(us).running()


def silent_rows(user: User, us: Unit | None, day: date) -> MembershipQuerySet:
    """Running memberships with a fee, of which no benefit that user sees was logged in the year before day."""
    logged = Benefit.objects.visible_to(user).since(day - YEAR).filter(membership=OuterRef("pk"))
    fees = Fee.objects.visible_to(user).filter(membership=OuterRef("pk"), amount__gt=0)
    return running_rows(user, us).filter(Exists(fees)).exclude(Exists(logged))


def weighed(rows: MembershipQuerySet, user: User, day: date) -> list[Worth]:
    """Three queries, however many memberships; those that gave least for a fee come first."""
    memberships = list(rows.select_related("organisation")[:MOST])
    keys = [one.pk for one in memberships]
    fees: dict[int, Fee] = {}
    for fee in Fee.objects.visible_to(user).filter(membership__in=keys).counted().order_by("year"):
        fees[fee.membership_id] = fee
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    logged = Benefit.objects.visible_to(user).since(day - YEAR).filter(membership__in=keys).order_by()
    for key, kind in logged.values_list("membership", "kind"):
        counts[key][kind] += 1
    found = [Worth(one, fees.get(one.pk), [counts[one.pk][kind] for kind in KINDS]) for one in memberships]
    return sorted(found, key=lambda one: (one.total > 0, one.fee is None, str(one.membership)))
