"""The form “We want to learn from this”."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.practices.models import Enquiry, Practice

LONGEST = 3000


class AskForm(forms.Form):
    """What another city tells. `website` is for programs only: people neither see it nor come to it by keys."""

    city = forms.CharField(label=_("Your city or organisation"), max_length=200)
    contact_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput({"autocomplete": "email"}))
    language = forms.ChoiceField(label=_("Answer me in"), choices=settings.LANGUAGES)
    question = forms.CharField(
        label=_("What do you want to learn?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 7}),
        help_text=_("What you plan, what you would like to know, and by when."),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"language": get_language()})

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    def enquiry(self, practice: Practice | None) -> Enquiry:
        """What was filled in, about that practice."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "website"}
        return Enquiry(practice=practice, **told)
