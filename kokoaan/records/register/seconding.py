"""In the pages of a register: what is saved alone becomes a proposal, and the page says so and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kokoaan.people.models import Circle, User
from kokoaan.records.answering import seen_about, who_may
from kokoaan.records.changing import Stale
from kokoaan.records.meantime import meantime
from kokoaan.records.models import ChangeSet, Part, Record
from kokoaan.records.proposing import propose
from kokoaan.records.register.visible import Visible, found_or_404, still_seen
from kokoaan.records.versions import version_said


def is_proposed(changeset: ChangeSet | None) -> bool:
    return changeset is not None and changeset.state == ChangeSet.State.PROPOSED


def say_proposed(request: HttpRequest, changeset: ChangeSet, record: Record, began: str = "") -> None:
    """Tell that it waits, and for whom. `began` is what was done at once."""
    whole = record.whole if isinstance(record, Part) else record
    said = _("Proposed: somebody else accepts it before everyone sees it.")
    address = reverse("changes:proposal", args=[changeset.uid])
    goes_to = people_told(whole, cast(User, request.user))
    messages.success(
        request, format_html('{} {} {} <a href="{}">{}</a>', began, said, goes_to, address, _("See the proposal"))
    )


def people_told(record: Record, by: User | None) -> str:
    """To whom a proposal goes, in a sentence."""
    people = who_may(record, by)
    if not people:
        return _("Nobody else of %(unit)s sees it and may change it yet.") % {"unit": record.owner.organisation}
    return _("It goes to those who see it and may change it, such as %(people)s.") % {
        "people": ", ".join(map(str, people))
    }


class NoteForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("A note to who accepts it"), max_length=500, required=False)


class Propose(Visible, PermissionCheckedMixin, View):
    """Propose that everyone sees a record. Asked without saying so, it shows the record."""

    permission_required = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = self.kwargs["pk"]
        self.object = found_or_404(self)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.page("inspect", self.object))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user, form = cast(User, request.user), NoteForm(request.POST)
        if not form.is_valid():
            wrong = " ".join(str(said) for said in form.errors["note"])
            messages.error(request, f"{form['note'].label}: {wrong}")
        elif not may_be_proposed(self.object, seen_about(self.object, user)):
            messages.info(request, _("Everyone sees it already, or it has been proposed."))
        else:
            self.propose(user, form.cleaned_data["note"], version_said(request.POST.get("version", "")))
        return self.get(request)

    def propose(self, user: User, note: str, version: int) -> None:
        try:
            made = propose(self.object, {"circle": Circle.EVERYONE}, user, reason=note, expected_version=version)
        except Stale as stale:
            still_seen(stale.record, user)
            said = _("%(changed)s Read it again, then propose it.") % {"changed": meantime(stale, user)}
            messages.warning(self.request, said)
        except ValidationError as refused:
            messages.error(self.request, " ".join(refused.messages))
        else:
            say_proposed(self.request, made, self.object)


def may_be_proposed(record: Record, waits: Iterable[ChangeSet]) -> bool:
    """Whether a kind that asks a second person is seen by fewer than everyone, and nothing that waits proposes more."""
    if not record.asks_second or isinstance(record, Part) or record.circle_id == Circle.EVERYONE:
        return False
    return not any(one.changes.filter(field="circle", new=Circle.EVERYONE).exists() for one in waits)
