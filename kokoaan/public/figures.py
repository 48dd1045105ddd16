"""The four figures of the front page: each opens its rows and says what it does not cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.library.showing import Brief
from kokoaan.networks.models import Membership
from kokoaan.partners.models import Tie
from kokoaan.public.models.section_page import Section
from kokoaan.public.rows import own_projects

if TYPE_CHECKING:
    from kokoaan.public.models.home_page import HomePage


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its rows; `note` says what it leaves out, and may lead to where another number is written."""

    count: int
    label: str
    url: str
    note: str
    note_url: str = ""


def figures(page: HomePage, at: Mapping[str, str], practices: Brief) -> list[Figure]:
    """`at` holds the address of each section's page."""
    return [ties(at), memberships(page, at), learnt(practices), projects(at)]


def ties(at: Mapping[str, str]) -> Figure:
    statuses = list(Tie.objects.public().values_list("status", flat=True))
    active, suspended = statuses.count(Tie.Status.ACTIVE), statuses.count(Tie.Status.SUSPENDED)
    others = len(statuses) - active - suspended
    said = _("%(suspended)d more are suspended, %(others)d are dormant, planned or ended.")
    return Figure(
        active,
        ngettext("active tie with a city", "active ties with cities", active),
        f"{at[Section.PARTNERS]}#active",
        said % {"suspended": suspended, "others": others},
    )


def memberships(page: HomePage, at: Mapping[str, str]) -> Figure:
    """What has been entered here, beside what somebody else has counted."""
    entered = Membership.objects.public().entered()
    said = _("Those that the office has entered so far.")
    if page.counted:
        said = _("Entered so far; %(who)s counted %(count)d.") % {"who": page.counted_by, "count": page.counted}
    return Figure(
        entered,
        ngettext("membership entered", "memberships entered", entered),
        at[Section.NETWORKS],
        said,
        page.counted_source if page.counted else "",
    )


def learnt(found: Brief) -> Figure:
    said = _("In %(cities)d cities. Of %(unstated)d the source states no result.")
    return Figure(
        found.count,
        ngettext("practice to learn from", "practices to learn from", found.count),
        reverse("open_library:practices"),
        said % {"cities": found.cities, "unstated": found.unproven},
    )


def projects(at: Mapping[str, str]) -> Figure:
    count = own_projects().count()
    return Figure(
        count,
        ngettext("joint project of the city itself", "joint projects of the city itself", count),
        f"{at[Section.COOPERATION]}#projects",
        _("As the sources loaded so far name them; companies and universities are not counted."),
    )
