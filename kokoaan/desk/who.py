"""The page that asks which of several places, organisations or people a name in a meeting means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kokoaan.desk.models import Meeting
from kokoaan.desk.names import ORGANISATION, PERSON, PLACE, Named, key_of, names_in
from kokoaan.organisations.models import Organisation, Person
from kokoaan.people.models import User
from kokoaan.places.models import Place
from kokoaan.places.namesakes import told_apart
from kokoaan.records.changing import Stale, change
from kokoaan.records.register.forms import stale_sentence
from kokoaan.records.register.visible import Visible, found_or_404, list_crumbs, still_seen
from kokoaan.records.versions import version_said

# What a name may mean, and the field of a meeting that links to it.
KINDS = {PLACE: "places", ORGANISATION: "organisations", PERSON: "people"}


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    label: str
    what: str
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One name, and what it may mean."""

    text: str
    options: Sequence[Option]


class Who(Visible, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Each name in `who`, what it may mean, and what the meeting is linked to now."""

    permission_required = "change"
    template_name = "desk/who.html"
    index_url_name: str | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)

    def get_page_title(self) -> str:
        return _("Who was it?")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": self.page("inspect", self.object), "label": str(self.object)}
        return [*list_crumbs(self), own, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        back = self.page("inspect", self.object)
        return {**context, "meeting": self.object, "questions": questions(self.object, self.request.user), "back": back}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user = cast(User, request.user)
        try:
            link(self.object, request.POST.getlist("means"), user, version_said(request.POST.get("version", "")))
        except Stale as stale:
            # The ticks that follow are those of the meeting as it is now: theirs are seen before they are changed.
            self.object = still_seen(stale.record, user)
            messages.error(request, stale_sentence(stale.record, stale.changes, user))
            return self.render_to_response(self.get_context_data())
        except ValidationError as wrong:
            messages.error(request, _("Edit it first: %(reason)s") % {"reason": " ".join(wrong.messages)})
        else:
            messages.success(request, _("The names are linked as you said."))
        return redirect(self.page("inspect", self.object))


def questions(meeting: Meeting, user: User) -> list[Question]:
    linked = linked_to(meeting)
    return [question(named, linked) for named in names_in(meeting.who, user)]


def linked_to(meeting: Meeting) -> set[str]:
    """Keys of all that the meeting is linked to."""
    return {key for kind, field in KINDS.items() for key in keys(getattr(meeting, field).all(), kind)}


def question(named: Named, linked: set[str]) -> Question:
    organisations = [option(row, ORGANISATION, row.get_kind_display(), linked) for row in named.organisations]
    places = [option(row, PLACE, _("city"), linked, told_apart(row)) for row in named.places]
    people = [option(row, PERSON, _("contact"), linked, str(row.main_role or "")) for row in named.people]
    return Question(named.text, [*people, *organisations, *places])


def option(row: Place | Organisation | Person, kind: str, what: str, linked: set[str], where: str = "") -> Option:
    key = f"{kind}:{row.pk}"
    return Option(key, str(row), " · ".join(part for part in (capfirst(what), where) if part), key in linked)


def keys(rows: Iterable[Place | Organisation | Person], kind: str) -> set[str]:
    return {f"{kind}:{row.pk}" for row in rows}


def link(meeting: Meeting, means: Sequence[str], user: User, version: int) -> None:
    """Link the meeting to what was ticked among what its names may mean; links that were not asked about stay.

    Raises Stale when the meeting is no longer at version.
    """
    named = names_in(meeting.who, user)
    asked = keys((row for one in named for row in one.places), PLACE)
    asked |= keys((row for one in named for row in one.organisations), ORGANISATION)
    asked |= keys((row for one in named for row in one.people), PERSON)
    wanted = (linked_to(meeting) - asked) | (asked & set(means))
    values = {field: sorted(key_of(key, kind) for key in wanted if key_of(key, kind)) for kind, field in KINDS.items()}
    change(meeting, values, user, reason=_("Said who the names mean."), expected_version=version)
