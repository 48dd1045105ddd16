"""The coverage lines: how much of the whole the figures cover, and who says so."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.networks.models import Fee, Membership
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.counted import Counted
from kokoaan.office.whole.figure import Figure, Line
from kokoaan.office.whole.sections import STANDING
from kokoaan.partners.models import Tie, TieClaim
from kokoaan.places.models import Place
from kokoaan.strategy.filters import NONE

HELSINKI = 658225
MOTION = "https://ottomeri.fi/valtuustoaloite-selvitys-helsingin-jasenyyksista-eri-yhdistyksissa/"
COUNTED = 92
# Where the page lists what is claimed and not entered.
CLAIMS = "#claims"


def coverage(asked: Asked, ties: Counted, memberships: Counted, claimed: list[Place], claims: int) -> list[Line]:
    entered, motion = honestly(asked.rows(Membership).entered())
    own = _("the register of memberships; the motion to the council")
    return [
        Line(entered, own if motion else _("the register of memberships"), origin_url=motion),
        of_claims(claimed, claims),
        of_fees(asked),
        *(on_goals(asked, of) for of in (ties, memberships)),
        *(confirmed(asked, of) for of in (ties, memberships)),
    ]


def honestly(count: int) -> tuple[str, str]:
    """How many memberships of the whole are entered, where somebody has counted the whole."""
    if settings.CITY_GEONAMES_ID != HELSINKI:
        return ngettext("%(count)d membership entered.", "%(count)d memberships entered.", count) % {"count": count}, ""
    said = ngettext(
        "%(count)d membership entered; a council motion counted %(counted)d.",
        "%(count)d memberships entered; a council motion counted %(counted)d.",
        count,
    )
    return said % {"count": count, "counted": COUNTED}, MOTION


def claimed_places(asked: Asked) -> tuple[list[Place], int]:
    """Places that a source claims to be twinned with us and with which no tie is entered; and of how many."""
    here = settings.CITY_GEONAMES_ID
    pairs = TieClaim.objects.filter(Q(place=here) | Q(other=here)).values_list("place", "other")
    claimed = {key for pair in pairs for key in pair} - {here, None}
    seen: Any = Tie.objects.visible_to(asked.user)
    entered = set(seen.filter(place__in=claimed).values_list("place", flat=True))
    return sorted(Place.objects.select_related("country").filter(pk__in=claimed - entered), key=str), len(claimed)


def of_claims(open_: list[Place], claims: int) -> Line:
    told = {"claims": claims, "stand": claims - len(open_)}
    said = _("On %(stand)d of %(claims)d places that sources claim to be twinned with us we have entered a tie.") % told
    lacking = Figure(_("without a stand of ours"), len(open_), CLAIMS) if open_ else None
    return Line(said, _("twin towns as sources list them"), lacking, reverse("public:ties"))


def of_fees(asked: Asked) -> Line:
    running = asked.rows(Membership).running()
    every, stated = running.count(), running.filter(stating(asked)).count()
    said = _("A fee is known of %(count)d of %(all)d running memberships.") % {"count": stated, "all": every}
    unknown = asked.figure(Membership, _("unknown"), every - stated, running="yes", paying="unstated")
    return Line(said, _("the fees in the register of memberships"), unknown)


def stating(asked: Asked) -> Q:
    """Memberships of which the person sees a fee, of whatever year."""
    fees: Any = Fee.objects.visible_to(asked.user)
    return Q(pk__in=fees.order_by().values("membership"))


def on_goals(asked: Asked, of: Counted) -> Line:
    told = {"count": of.total - of.aimless, "all": of.total, "kind": of.model._meta.verbose_name_plural}
    said = _("%(count)d of %(all)d %(kind)s hang on a goal.") % told
    lacking = asked.figure(of.model, _("without a goal"), of.aimless, **STANDING, goals=NONE)
    return Line(said, _("the goals that people ticked"), lacking)


def confirmed(asked: Asked, of: Counted) -> Line:
    told = {"count": of.held, "all": of.total, "kind": of.model._meta.verbose_name_plural}
    said = _("%(count)d of %(all)d %(kind)s have been confirmed within a year.") % told
    lacking = asked.figure(of.model, _("not confirmed"), of.total - of.held, **STANDING, confirmed="waiting")
    return Line(said, _("the day when somebody said that it still holds"), lacking)
