"""The library in the office: what everyone may see, and the practices of one's own circles."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.lib.frame import framed
from kokoaan.library.page import page_of
from kokoaan.people.models import User
from kokoaan.practices.models import Practice
from kokoaan.records.models.saved_view import normal


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find what works; the address says all that was asked."""
    user = cast(User, request.user)
    context = page_of(request.GET, user, request.path, office_address)
    frame = framed(("", _("Library")), icon="pick")
    status = 503 if "trouble" in context else 200
    may_watch = user.has_perm("library.add_watch")
    # A search is saved by its address, the one way.
    watched = urlencode({"query": normal(request.GET.urlencode())})
    told = {"may_watch": may_watch, "watched": watched}
    return render(request, "library/find.html", {**context, **frame, **told}, status=status)


def office_address(practice: Practice) -> str:
    return reverse("practice:inspect", args=[practice.pk])
