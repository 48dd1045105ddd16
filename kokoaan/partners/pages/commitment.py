from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from kokoaan.lib.partial_date import check_partial_date
from kokoaan.partners.models import Commitment
from kokoaan.partners.pages.acting import Acting
from kokoaan.people.models import User
from kokoaan.records.changing import change
from kokoaan.records.register import views

# An address is taken as such; anything else is words.
ADDRESS = ("http://", "https://")


class KeptForm(forms.Form):
    done_on = forms.CharField(
        label=gettext_lazy("Done on"),
        max_length=10,
        validators=[check_partial_date],
        help_text=gettext_lazy("2022, 2022-03 or 2022-03-09."),
    )
    shown = forms.CharField(
        label=gettext_lazy("What shows it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("An address, a few words, or why there is nothing to show."),
    )


class CommitmentPage(views.Inspect):
    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_buttons
        if self.object.state == Commitment.State.OPEN and self.user_has_permission("change"):
            done = HeaderButton(_("Mark as done"), url=self.page("done", self.object), icon_name="circle-check")
            buttons.insert(0, done)
        return buttons


class KeepCommitment(Acting):
    """Mark a commitment as done: when, and what shows it."""

    form_class = KeptForm

    @property
    def done(self) -> str:  # type: ignore[override]
        return _("Marked as done.")

    def get_page_title(self) -> str:
        return _("Mark as done")

    def initial(self) -> dict[str, Any]:
        return {"done_on": timezone.localdate().isoformat()}

    def act(self, form: Any, user: User, version: int) -> None:
        told = form.cleaned_data
        shown = told["shown"].strip()
        is_address = shown.startswith(ADDRESS) and len(shown.split()) == 1
        values = {"state": Commitment.State.DONE, "done_on": told["done_on"]}
        values |= {"evidence": shown} if is_address else {"evidence_note": shown}
        change(self.object, values, user, expected_version=version)
