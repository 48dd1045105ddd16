"""Small pages of the office itself."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kokoaan.lib.keys import key_said
from kokoaan.office.doors import OFFICE
from kokoaan.people.acting import act_for, organisations_of
from kokoaan.people.models import Unit, User


@require_POST
def act_for_organisation(request: HttpRequest) -> HttpResponse:
    """Choose which of one's own organisations "us" is from now on."""
    user = cast(User, request.user)
    ours = Unit.objects.filter(pk__in=[unit.pk for unit in organisations_of(user)])
    organisation = get_object_or_404(ours, pk=key_said(request.POST.get("organisation", "")))
    act_for(user, organisation)
    messages.success(request, _("You act for %(organisation)s now.") % {"organisation": organisation})
    return redirect("wagtailadmin_home")


def start(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: the office for those who work in it, one's own account for the others."""
    return redirect("wagtailadmin_home" if request.user.has_perm(OFFICE) else "account_email")
