"""The forms of ties and commitments, where they ask more than each field by itself."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.fold import fold
from kokoaan.partners.models import Agreement, Clause, Commitment
from kokoaan.partners.moving import lacks_reason
from kokoaan.people.models import User
from kokoaan.records.register.forms import RecordForm
from kokoaan.records.register.linking import NUMBERED, SHOWN, RecordField

# What a move needs of the form.
OF_A_MOVE = {"status", "since", "decision", "reason"}


class TieForm(RecordForm):
    """A new status in it is a move, unless somebody only corrects what was written wrongly."""

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


class ClauseField(RecordField):
    """A clause of `agreement`, which the form sets: its number is enough, or some words of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Clause, **kwargs)
        self.agreement: Agreement | None = None
        self.widget.attrs["data-suggest-within"] = "agreement"

    def clean(self, value: Any) -> Any:
        typed = forms.CharField.clean(self, value)
        if not (typed and self.user and self.agreement):
            return super().clean(value)
        return clause_named(typed, self.agreement, self.user)


def clause_named(typed: str, agreement: Agreement, user: User) -> Clause:
    """The clause that is meant. Raises ValidationError that lists those it may be."""
    rows: list[Clause] = list(Clause.objects.visible_to(user).filter(agreement=agreement))
    if numbered := NUMBERED.match(typed):
        rows = [row for row in rows if str(row.pk) == numbered[2]] or rows
        typed = numbered[1]
    words = fold(typed)
    just = [row for row in rows if words in {fold(row.number), fold(str(row))}]
    found = just or [row for row in rows if words and words in row.folded]
    if len(found) == 1:
        return found[0]
    names = {"name": typed, "names": "; ".join(f"{row} #{row.pk}" for row in (found or rows)[:SHOWN])}
    if found:
        raise ValidationError(_("Several are called “%(name)s”. Write one of: %(names)s."), params=names)
    if rows:
        raise ValidationError(_("The agreement has no clause “%(name)s”. It has: %(names)s."), params=names)
    raise ValidationError(_("No clause of this agreement is entered yet. Leave this empty, or add the clause first."))


class CommitmentForm(RecordForm):
    def clean_agreement(self) -> Agreement:
        """The clause, which is cleaned next, is one of this agreement."""
        agreement: Agreement = self.cleaned_data["agreement"]
        if clause := self.fields.get("clause"):
            cast(ClauseField, clause).agreement = agreement
        return agreement

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        shown = given.get("evidence") or given.get("evidence_note") or "evidence" in self.errors
        if given.get("state") == Commitment.State.DONE and not shown:
            self.add_error("evidence_note", _("Say what shows that it is done, or why there is nothing to show."))
        return given
