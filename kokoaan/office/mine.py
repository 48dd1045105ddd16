"""Confirm what is mine: records of one's own units, the longest unconfirmed first, confirmed many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.office.registers import REGISTERS
from kokoaan.office.waiting import kind_of, longest_unconfirmed, page_of, when_confirmed
from kokoaan.people.acting import units_of
from kokoaan.people.models import User
from kokoaan.records.confirming import confirm
from kokoaan.records.meantime import meantime
from kokoaan.records.models import Record
from kokoaan.records.register.inspecting import in_a_line
from kokoaan.records.versions import version_said

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the page shows it; `key` says which, and in which version it was read: "tie:12:3"."""

    record: Record
    key: str
    kind: str
    says: str
    when: str
    url: str
    edit_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    units = units_of(user)
    if request.method == "POST":
        tell(request, looked_at(request.POST.getlist("row")[:SHOWN], user), user)
        return redirect("office:confirm")
    records, total = longest_unconfirmed(user, units, timezone.localdate(), SHOWN)
    context = {"rows": [row(record) for record in records], "total": total, "more": total - len(records)}
    context |= {"units": units, **framed(("", _("Confirm what is mine")), icon="circle-check")}
    return render(request, "office/confirm.html", context)


def row(record: Record) -> Row:
    register = next(one for one in REGISTERS if one.model is type(record))
    name = str(record._meta.model_name)
    return Row(
        record,
        f"{name}:{record.pk}:{record.version}",
        kind_of(record),
        in_a_line(record, register().get_inspected()),
        when_confirmed(record),
        page_of(record),
        reverse(f"{name}:edit", args=[record.pk]),
    )


def looked_at(keys: Iterable[str], user: User) -> list[tuple[Record, int]]:
    """The ticked records that user sees and may change, with the version that was read; others are passed over."""
    wanted: dict[str, dict[int, int]] = defaultdict(dict)
    for name, pk, version in (key.split(":") for key in keys if key.count(":") == 2):
        wanted[name][key_said(pk)] = version_said(version)
    return [pair for register in REGISTERS for pair in found(register, wanted, user)]


def found(register: Any, wanted: dict[str, dict[int, int]], user: User) -> list[tuple[Record, int]]:
    versions = wanted.get(register.model._meta.model_name)
    if not versions or not user.may("change", register.model):
        return []
    rows = register.model.objects.visible_to(user).filter(pk__in=versions)
    return [(record, versions[record.pk]) for record in rows]


def tell(request: HttpRequest, ticked: Sequence[tuple[Record, int]], user: User) -> None:
    """Confirm, and say what came of it."""
    done = confirm(ticked, user)
    if not ticked:
        messages.warning(request, _("Nothing was ticked. Tick what still holds, then press the button."))
    if done.count:
        said = ngettext("%(count)d record confirmed.", "%(count)d records confirmed.", done.count)
        messages.success(request, said % {"count": done.count})
    for stale in done.stale:
        messages.warning(request, _("%(changed)s Read it again.") % {"changed": meantime(stale, user)})
    for record, why in done.wrong:
        messages.error(request, _("“%(record)s”: edit it first. %(reason)s") % {"record": record, "reason": why})
