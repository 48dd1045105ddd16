"""Add something from anywhere: choose what, fill in a few fields, go back to where one was."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.lib.frame import framed
from kokoaan.office.adding.form import QuickForm, quick_form
from kokoaan.office.adding.kinds import kind_of, kinds_for, may_add, quick_registers
from kokoaan.people.acting import own_unit
from kokoaan.people.models import User
from kokoaan.records.changing import opened, write
from kokoaan.records.edit import Edit
from kokoaan.records.likeness import FINDERS, Like, likes_of
from kokoaan.records.models import ChangeSet, Record
from kokoaan.records.values import logged_fields


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What this person may add, as large choices."""
    context = {"kinds": kinds_for(cast(User, request.user)), "back": back(request)}
    return render(request, "office/add.html", {**context, **framed(("", _("Add")), icon="plus")})


@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: HttpRequest, kind: str) -> HttpResponse:
    user, register = cast(User, request.user), quick_registers().get(kind)
    if register is None:
        raise Http404
    if not may_add(register, user):
        raise PermissionDenied
    unit = own_unit(user)
    form = quick_form(register)(request.POST or None, user=user, initial={"owner": unit.pk} if unit else {})
    likes: list[Like] = []
    if request.method == "POST" and form.is_valid():
        likes = alike(form, user) if "add_anyway" not in request.POST else []
    if request.method == "POST" and form.is_valid() and not likes:
        try:
            changeset = save(form, user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)  # type: ignore[arg-type]
        else:
            tell(request, form.instance, changeset, kind)
            return redirect(back(request) or reverse("office:quick", args=[kind]))
    told = {"kind": kind_of(register), "defaults": defaults(form), "back": back(request)}
    told |= {"likes": likes, "finder": FINDERS.get(register.model)}
    full = reverse(f"{kind}:add")
    crumbs = (reverse("office:add"), _("Add")), ("", kind_of(register).title)
    return render(request, "office/quick.html", {"form": form, "full": full, **told, **framed(*crumbs, icon="plus")})


def alike(form: QuickForm, user: User) -> list[Like]:
    """What may be there already: of the record, and of what is new among its links."""
    return [like for record in (form.instance, *form.added.values()) for like in likes_of(record, user)]


def save(form: QuickForm, user: User) -> ChangeSet:
    """Save the record, and before it what is new among its links, as one change set. Raises ValidationError."""
    record, changeset = form.instance, opened(user)
    fields = logged_fields(type(record))
    with transaction.atomic():
        for name, other in form.added.items():
            take_after(other, form)
            write([Edit(other, {}, birth=True)], changeset)
            # Now that it has a key.
            setattr(record, name, other)
        record.links = {name: keys for name, keys in form.values.items() if fields[name].many_to_many}
        write([Edit(record, {}, birth=True)], changeset)
    return changeset


def take_after(other: Record, form: QuickForm) -> None:
    """A new linked record is owned and seen as the record is that it was added for."""
    owner, circle = form.cleaned_data.get("owner"), form.cleaned_data.get("circle")
    if owner is None or circle is None:
        whole = getattr(form.instance, "whole", None)
        owner, circle = (whole.owner, whole.circle) if whole is not None and whole.pk else (owner, circle)
    if owner is None or circle is None:
        raise ValidationError(_("Say first what this is a part of."))
    other.owner, other.circle = owner, circle


def tell(request: HttpRequest, record: Record, changeset: ChangeSet, kind: str) -> None:
    links = (
        (reverse(f"{kind}:inspect", args=[record.pk]), _("Open")),
        (reverse("changes:undo", args=[changeset.uid]), _("Undo")),
        (f"{reverse('office:quick', args=[kind])}?{urlencode({'back': back(request)})}", _("Add another")),
    )
    said = _("“%(name)s” is added.") % {"name": record}
    (first, open_), (second, undo), (third, another) = links
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a> <a href="{}">{}</a> <a href="{}">{}</a>',
            *(said, first, open_, second, undo, third, another),
        ),
    )


def defaults(form: Any) -> dict[str, str]:
    """What stands in owner and circle when nobody touches them, in words."""
    found = {}
    for name in ("owner", "circle"):
        key = form.initial.get(name)
        row = form.fields[name].queryset.filter(pk=key).first() if key and name in form.fields else None
        if row:
            found[name] = str(row)
    return found


def back(request: HttpRequest) -> str:
    """The office page that the person came from, or ""."""
    given = request.POST.get("back") or request.GET.get("back") or request.headers.get("Referer", "")
    parts = urlsplit(given)
    here = url_has_allowed_host_and_scheme(given, {request.get_host()}) and parts.path.startswith("/office/")
    if not here or parts.path.startswith(reverse("office:add")):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
