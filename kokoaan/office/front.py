"""The office's front page, by role: what one does here most, what waits, and for coordinators the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from kokoaan.office.overview import overview
from kokoaan.office.waiting import waiting_for
from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.map import map_of_ties
from kokoaan.people.acting import organisations_of, units_of, us_of
from kokoaan.people.models import User
from kokoaan.people.roles import OVERVIEW

FIND = "/office/find/"


@dataclass(frozen=True, slots=True)
class Deed:
    """A big button: what one can do, in two words, and what it is for."""

    title: str
    text: str
    url: str
    icon: str


class FrontPanel(Component):  # type: ignore[misc]
    name = "front"
    template_name = "office/front.html"
    order = 1

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, today = cast(User, self.request.user), timezone.localdate()
        us, units = us_of(user), units_of(user)
        return {
            "request": self.request,
            "deeds": deeds_for(user),
            "groups": waiting_for(user, units, today) if units else [],
            "overview": overview(user, us, today) if user.has_perm(OVERVIEW) else None,
            "map": map_of_ties(Asked(user, today, "all")),
            "us": us,
            "ours": organisations_of(user),
        }


def deeds_for(user: User) -> list[Deed]:
    """What this person has the verbs for."""
    deeds = [Deed(_("Find partners"), _("for a need, with proof"), FIND, "search")]
    if user.has_perm("desk.add_meeting"):
        deeds.append(Deed(_("Log a meeting"), _("four fields, a minute"), reverse("desk:log"), "calendar-alt"))
    if user.has_perm("partners.change_tie"):
        deeds.append(
            Deed(_("Confirm what is mine"), _("does it still hold?"), reverse("office:confirm"), "circle-check")
        )
    return deeds
