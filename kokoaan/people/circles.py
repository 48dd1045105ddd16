"""Pages about circles: who is in them, who let them in, and joining in the open.

The name of a circle is shown to its members and to those who may change circles, and its members likewise: a name such
as "Merger talks with …" is a secret too.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.people.joining import VERB, join, leave
from kokoaan.people.models import Circle, CircleMember, Unit, User
from kokoaan.people.ways import ways_into


class JoinForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.filter(is_active=True), label=gettext_lazy("Person"), required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label=gettext_lazy("or a unit, with its subunits"), required=False
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("user")) == bool(data.get("unit")):
            raise forms.ValidationError(_("Choose a person or a unit, one of the two."))
        return data


def circles_shown_to(user: User) -> models.QuerySet[Circle]:
    every = Circle.objects.exclude(pk=Circle.EVERYONE)
    return every if user.has_perm(VERB) else every.filter(pk__in=user.circle_ids)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The circles that this person is in, and, for those who may change circles, all of them."""
    user = cast(User, request.user)
    rows = [(circle, ways_into(circle, user)) for circle in circles_shown_to(user).order_by("pk")]
    return render(request, "people/circles.html", {"rows": rows, **framed(("", _("Circles")), icon="group")})


@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: HttpRequest, uid: Any) -> HttpResponse:
    """Who is in the circle and who has been. Those with the verb take people in, themselves too, and it is logged."""
    user = cast(User, request.user)
    shown = get_object_or_404(circles_shown_to(user), uid=uid)
    form = JoinForm(request.POST if "join" in request.POST else None)
    if request.method == "POST":
        if not user.has_perm(VERB):
            raise PermissionDenied
        if changed(shown, form, request, user):
            return redirect("circles:circle", uid=uid)
    now = CircleMember.objects.open_on(timezone.localdate()).values("pk")
    log = shown.members.select_related("user", "unit", "added_by", "ended_by").order_by("-added_at", "-pk")
    log = log.annotate(is_open=models.Exists(now.filter(pk=models.OuterRef("pk"))))
    frame = framed((reverse("circles:index"), _("Circles")), ("", str(shown)), icon="group")
    context = {"circle": shown, "log": log, "form": form, "may_change": user.has_perm(VERB)}
    return render(request, "people/circle.html", {**context, **frame})


def changed(shown: Circle, form: JoinForm, request: HttpRequest, by: User) -> bool:
    """Do what was asked; False when the form is to be shown again."""
    if "leave" in request.POST:
        row = get_object_or_404(shown.members, pk=key_said(request.POST["leave"]))
        leave(shown, cast("User | Unit", row.user or row.unit), by)
        messages.success(request, _("%(member)s left the circle.") % {"member": row.user or row.unit})
        return True
    if not form.is_valid():
        return False
    member = form.cleaned_data["user"] or form.cleaned_data["unit"]
    join(shown, member, by, reason=form.cleaned_data["reason"])
    messages.success(request, _("%(member)s is in the circle now.") % {"member": member})
    return True
