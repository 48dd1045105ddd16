"""Log a meeting: four fields, under a minute. Names are resolved as one types, or when it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kokoaan.desk.already import logged
from kokoaan.desk.fields import WhoField
from kokoaan.desk.models import Meeting
from kokoaan.desk.names import Named, names_in
from kokoaan.lib.frame import framed
from kokoaan.people.acting import own_unit
from kokoaan.people.models import User
from kokoaan.records.changing import create
from kokoaan.records.register.forms import form_for

FIELDS = ("who", "day", "about", "next_step", "next_by", "owner", "circle")
MOST_PICKED = 30


def day_field(label: Any, *, required: bool, **more: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **more)


LogForm = form_for(
    Meeting,
    FIELDS,
    {
        "who": WhoField(),
        "day": day_field(gettext_lazy("When"), required=True, initial=timezone.localdate),
        "about": forms.CharField(label=gettext_lazy("What about"), widget=forms.Textarea({"rows": 4})),
        "next_by": day_field(gettext_lazy("Next step by"), required=False),
    },
)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if not user.has_perm("desk.add_meeting"):
        raise PermissionDenied
    unit = own_unit(user)
    initial: dict[str, Any] = {"who": request.GET.get("who", "")[:500]}
    initial |= {"owner": unit.pk} if unit else {}
    form = LogForm(request.POST or None, user=user, initial=initial)
    likes = []
    if request.method == "POST" and form.is_valid():
        likes = logged(form.instance, user) if "add_anyway" not in request.POST else []
        if not likes:
            return saved(form, request, user)
    crumbs = (reverse("meeting:index"), _("Meetings")), ("", _("Log a meeting"))
    context = {"form": form, "unit": unit, "circle": default_circle(form), "likes": likes}
    context |= {"picked": picked(request)}
    return render(request, "desk/log.html", {**context, **framed(*crumbs, icon="calendar-alt")})


def default_circle(form: Any) -> Any:
    key = form.initial.get("circle")
    return form.fields["circle"].queryset.filter(pk=key).first() if key else None


def saved(form: Any, request: HttpRequest, user: User) -> HttpResponse:
    """Save the meeting with the links that are sure; where a name may mean several, ask which, afterwards."""
    meeting: Meeting = form.instance
    named = names_in(meeting.who, user, picked(request))
    kinds = ("places", "organisations", "people")
    meeting.links = {kind: keys_of(named, f"sure_{kind}") for kind in kinds}
    create(meeting, user)
    again = format_html('<a href="{}">{}</a>', reverse("desk:log"), _("Log another"))
    messages.success(request, format_html("{} {}", _("The meeting is logged."), again))
    doubtful = any(one.is_doubtful for one in named)
    return redirect("meeting:who" if doubtful else "meeting:inspect", meeting.pk)


def picked(request: HttpRequest) -> list[str]:
    """Which rows the person chose among suggestions."""
    return request.POST.getlist("picked")[:MOST_PICKED]


def keys_of(named: Sequence[Named], attribute: str) -> list[int]:
    return sorted({row.pk for one in named for row in getattr(one, attribute)})
