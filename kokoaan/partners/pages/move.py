from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.languages_field import LanguagesField
from kokoaan.lib.partial_date import check_partial_date
from kokoaan.partners.models import Tie
from kokoaan.partners.moving import move
from kokoaan.partners.pages.acting import Acting
from kokoaan.people.models import User


class MoveForm(forms.Form):
    status = forms.ChoiceField(label=gettext_lazy("New status"), choices=Tie.Status.choices, widget=forms.RadioSelect)
    since = forms.CharField(
        label=gettext_lazy("Since"),
        max_length=10,
        validators=[check_partial_date],
        help_text=gettext_lazy("2022, 2022-03 or 2022-03-09."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Where it was decided: HEL 2018-007171 § 97. May be left empty."),
    )
    reason = LanguagesField(
        label=gettext_lazy("Reason"),
        required=False,
        is_long=True,
        help_text=gettext_lazy("Owed when it is suspended or ended. One language is enough."),
    )


class Move(Acting):
    """Change the status of a tie; the present one is kept with its decision and its reason."""

    form_class = MoveForm
    template_name = "partners/move.html"

    @property
    def done(self) -> str:  # type: ignore[override]
        return _("The status is changed. What it was before stands in the timeline.")

    def get_page_title(self) -> str:
        return _("Change status")

    def initial(self) -> dict[str, Any]:
        return {"since": timezone.localdate().isoformat()}

    def act(self, form: Any, user: User, version: int) -> None:
        told = form.cleaned_data
        given = (told["status"], told["since"], told["decision"], told["reason"])
        move(self.object, *given, user, expected_version=version)
