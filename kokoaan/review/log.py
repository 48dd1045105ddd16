"""Log a benefit: one line, what kind, what gave it, for which goal, what shows it. One minute."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kokoaan.lib.frame import framed
from kokoaan.people.acting import own_unit
from kokoaan.people.models import Circle, User
from kokoaan.records.changing import create
from kokoaan.records.models import Record
from kokoaan.records.register.forms import form_for
from kokoaan.review.givers import GiverField, preset, written
from kokoaan.review.models import GIVERS, Benefit
from kokoaan.strategy.fields import GoalsField
from kokoaan.strategy.models import Goal

# Goals in sight when nothing says which come first.
FEW = 5

BenefitForm: Any = form_for(
    Benefit,
    ("gave", "kind", "goals", "evidence", "source", "day", "owner", "circle"),
    {
        "gave": forms.CharField(
            label=gettext_lazy("What it gave us, in one line"),
            max_length=200,
            help_text=gettext_lazy("What we can do, know or are heard in now, and were not before."),
        ),
        "kind": forms.ChoiceField(
            label=gettext_lazy("Kind of benefit"), choices=Benefit.Kind.choices, widget=forms.RadioSelect
        ),
        "giver": GiverField(
            label=gettext_lazy("What gave it"),
            help_text=gettext_lazy("A tie, a membership or a joint project: type a city, a network or a name."),
        ),
        "goals": GoalsField(label=gettext_lazy("For which goal"), help_text=""),
        "evidence": forms.CharField(
            label=gettext_lazy("What shows it"),
            max_length=500,
            required=False,
            help_text=gettext_lazy("A decision, a text that was changed, an answer. May be left empty."),
        ),
        "source": forms.URLField(
            label=gettext_lazy("Where it can be read"), max_length=500, required=False, assume_scheme="https"
        ),
        "day": forms.DateField(
            label=gettext_lazy("When"),
            initial=timezone.localdate,
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        ),
    },
)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if not user.has_perm("review.add_benefit"):
        raise PermissionDenied
    giver = preset(request.GET.dict(), user)
    form = BenefitForm(request.POST or None, user=user, initial=beginning(giver, user))
    form.fields["giver"].user = user
    first = put_first(form.fields["goals"], giver)
    if request.method == "POST" and form.is_valid():
        return saved(form, request, user)
    crumbs = (reverse("benefit:index"), _("Benefits")), ("", _("Log a benefit"))
    unit = own_unit(user)
    context = {"form": form, "giver": giver, "first": first, "unit": unit, "circle": default_circle(form)}
    return render(request, "review/log.html", {**context, **framed(*crumbs, icon="success")})


def beginning(giver: Record | None, user: User) -> dict[str, Any]:
    """A benefit of something that few see is for those few, unless somebody says otherwise."""
    unit = own_unit(user)
    initial: dict[str, Any] = {"owner": unit.pk} if unit else {}
    if giver is not None:
        initial["giver"] = written(giver, user)
        if giver.circle_id != Circle.EVERYONE:
            initial["circle"] = giver.circle_id
    return initial


def put_first(field: Any, giver: Record | None) -> int:
    """Put the goals of what gave it before the others; how many goals are in sight without asking for more."""
    keys = list(giver.goals.values_list("pk", flat=True)) if giver else []  # type: ignore[attr-defined]
    own = Case(When(pk__in=keys, then=0), default=1)
    field.queryset = field.queryset.order_by(own, *(Goal._meta.ordering or ()))
    known: int = field.queryset.filter(pk__in=keys).count()
    return known or FEW


def default_circle(form: Any) -> Any:
    key = form.initial.get("circle")
    return form.fields["circle"].queryset.filter(pk=key).first() if key else None


def saved(form: Any, request: HttpRequest, user: User) -> HttpResponse:
    benefit: Benefit = form.instance
    giver: Record = form.cleaned_data["giver"]
    setattr(benefit, GIVERS[type(giver)], giver)
    benefit.links = {"goals": form.values["goals"]}
    create(benefit, user)
    again = format_html('<a href="{}">{}</a>', reverse("review:log"), _("Log another"))
    messages.success(request, format_html("{} {}", _("The benefit is logged."), again))
    return redirect(f"{giver._meta.model_name}:inspect", giver.pk)
