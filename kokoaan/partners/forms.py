"""The form of a tie: a new status in it is a move, unless somebody only corrects what was written wrongly."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.partners.moving import lacks_reason
from kokoaan.records.register.forms import RecordForm

# What a move needs of the form.
OF_A_MOVE = {"status", "since", "decision", "reason"}


class TieForm(RecordForm):
    is_correction = forms.BooleanField(
        label=gettext_lazy("I am only correcting a mistake"),
        required=False,
        help_text=gettext_lazy("The status written here was never true. Otherwise the old one stays in the timeline."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Cleaning writes into the instance: the status as it was is kept apart.
        self.status_before, self.since_before = self.instance.status, self.instance.since
        if not self.instance.pk:
            del self.fields["is_correction"]

    @property
    def moves(self) -> bool:
        """Whether the tie gets another status than it had, and that is news."""
        given = self.cleaned_data
        changed = bool(self.instance.pk) and given.get("status") != self.status_before
        return changed and not given.get("is_correction")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if lacks_reason(given.get("status", ""), given.get("reason") or {}) and (self.moves or not self.instance.pk):
            self.add_error("reason", _("Say why: somebody will ask."))
        if self.moves and given.get("since", "") in ("", self.since_before):
            self.add_error("since", _("Say since when it has this status; the year is enough."))
        if self.moves and given.get("reason") and given["reason"] == self.before.get("reason"):
            self.add_error("reason", _("This is the reason of the earlier status. Write the new one, or empty it."))
        return given
