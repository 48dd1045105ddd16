"""What a person asks the finder for, in a form whose address can be shared."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.finder.finding import Question
from kokoaan.finder.matches import Order
from kokoaan.finder.models import LONGEST, Need
from kokoaan.finder.us import us_of_user
from kokoaan.finder.wishes import Wanted, Where
from kokoaan.people.models import User
from kokoaan.places.sizes import Size
from kokoaan.strategy.fields import ThemesField
from kokoaan.strategy.models import Concept, Goal

# What is ranked here: a place, or one kind of organisation.
OFFERED = [choice for choice in Wanted.choices if choice[0] != Wanted.ORGANISATIONS]
# At most so many candidates are carried in an address.
MOST_KEPT = 12


class FindForm(forms.Form):
    """The need and what narrows it. Whatever is left out of the address has its first value."""

    need = forms.CharField(
        label=gettext_lazy("What do you need? In Finnish, Swedish or English"), max_length=LONGEST, required=False
    )
    wanted = forms.ChoiceField(label=gettext_lazy("Kind of partner"), choices=OFFERED, required=False)
    where = forms.ChoiceField(label=gettext_lazy("Where"), choices=Where, required=False)
    size = forms.ChoiceField(label=gettext_lazy("Size"), choices=Size, required=False)
    unusual = forms.BooleanField(label=gettext_lazy("Not our usual ones"), required=False)
    themes = ThemesField(help_text=gettext_lazy("Words that widen the search, with commas between."))
    goal = forms.ModelChoiceField(
        Goal.objects.none(),
        label=gettext_lazy("Goal"),
        required=False,
        empty_label=gettext_lazy("none chosen"),
        help_text=gettext_lazy("Without a need in words, the goal itself is searched for."),
    )
    order = forms.ChoiceField(choices=Need.Order, required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, user: User) -> None:
        first = {"wanted": Wanted.ALL, "where": Where.WORLD, "size": Size.ANY, "order": Order.FRESH}
        filled = data.copy()
        for name, value in first.items():
            if not filled.get(name):
                filled[name] = value
        super().__init__(filled, auto_id="find-%s")
        self.user = user
        cast("forms.ModelChoiceField[Goal]", self.fields["goal"]).queryset = Goal.objects.visible_to(user)

    def clean_need(self) -> str:
        return " ".join(str(self.cleaned_data["need"]).split())

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.is_valid() and self.text)

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the need is asked: then the page shows what."""
        return bool(self.errors or self.cleaned_data["themes"] or self.cleaned_data["goal"])

    @property
    def text(self) -> str:
        goal = self.cleaned_data["goal"]
        return str(self.cleaned_data["need"] or (str(goal) if goal else ""))

    @property
    def question(self) -> Question:
        """What the finder is asked. For a valid form only."""
        data = self.cleaned_data
        return Question(
            self.text,
            us_of_user(self.user),
            order=Order(data["order"]),
            wanted=Wanted(data["wanted"]),
            where=Where(data["where"]),
            size=Size(data["size"]),
            unusual=data["unusual"],
            themes=tuple(dict.fromkeys(label for theme in data["themes"] for label in labels_of(theme))),
        )


def labels_of(theme: Concept) -> list[str]:
    """A theme in English, which most texts are in, and as the reader calls it."""
    english = theme.label.get("en", {}).get("text", "")
    return [label for label in (english, str(theme)) if label]


def kept_keys(request: HttpRequest) -> list[str]:
    """The candidates that the address carries, each once."""
    return list(dict.fromkeys(request.GET.getlist("keep")))[:MOST_KEPT]


def address(query: QueryDict, **changed: Any) -> str:
    """The query of this address with some values changed; None takes one out, a list gives it several times."""
    new = query.copy()
    for name, value in changed.items():
        if value is None:
            new.pop(name, None)
        else:
            new.setlist(name, value if isinstance(value, list) else [str(value)])
    return f"?{new.urlencode()}"


def examples() -> list[str]:
    """Needs to begin with, for a reader who does not know yet what to write."""
    return [
        _("reduce emissions of district heating"),
        _("prevent homelessness of young people"),
        _("prepare for floods and heavy rain"),
    ]
