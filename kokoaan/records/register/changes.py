"""Change sets as pages: one's own latest ones, and the way back from one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.lib.frame import framed
from kokoaan.people.models import User
from kokoaan.records.history import Entry, entry, may_read, names_of
from kokoaan.records.models import Change, ChangeSet, Part
from kokoaan.records.undoing import AlreadyUndone, Choice, Conflicts, model_of, undo
from kokoaan.records.values import logged_fields

SHOWN = 50


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The latest changes that this person made, deletions too, as far as they may still read them."""
    user = cast(User, request.user)
    sets = ChangeSet.objects.filter(by=user).exclude(state=ChangeSet.State.PROPOSED)[:SHOWN]
    entries = [(told(changeset, user), name_of(changeset)) for changeset in sets if may_read(changeset, user)]
    frame = framed(("", _("My changes")), icon="history")
    return render(request, "records/changes.html", {"entries": entries, "State": ChangeSet.State, **frame})


@require_http_methods(["GET", "HEAD", "POST"])
def undoing(request: HttpRequest, uid: Any) -> HttpResponse:
    """Ask, and undo. What stands in the way is listed and asked about; nothing is decided for the person."""
    user = cast(User, request.user)
    changeset = get_object_or_404(ChangeSet, uid=uid)
    if not may_read(changeset, user):
        raise Http404
    check_verbs(changeset, user)
    context = {"entry": told(changeset, user), "name": name_of(changeset), "conflicts": []}
    if request.method == "POST":
        try:
            undo(changeset, user, chosen(request))
        except Conflicts as found:
            context["conflicts"] = [(conflict, label_of(conflict.change)) for conflict in found.conflicts]
        except (AlreadyUndone, ProtectedError, ValidationError) as refused:
            messages.error(request, refusal(refused))
            return redirect("changes:mine")
        else:
            messages.success(request, _("Undone. This can be undone in its turn."))
            return redirect(after(changeset))
    frame = framed((reverse("changes:mine"), _("My changes")), ("", _("Undo")), icon="history")
    return render(request, "records/undo.html", {**context, **frame})


def chosen(request: HttpRequest) -> Choice | None:
    said = request.POST.get("choice")
    return Choice(said) if said in list(Choice) else None


def check_verbs(changeset: ChangeSet, user: User) -> None:
    """Undoing a birth is a deletion, undoing a death an addition."""
    for row in changeset.changes.select_related("model"):
        verb = "delete" if row.is_birth else "add" if row.is_death else "change"
        options = model_of(row)._meta
        if not user.has_perm(f"{options.app_label}.{verb}_{options.model_name}"):
            raise PermissionDenied


def refusal(refused: Exception) -> str:
    if isinstance(refused, AlreadyUndone):
        return _("This change has been undone already.")
    if isinstance(refused, ValidationError):
        return _("It cannot be undone: %(reason)s") % {"reason": " ".join(refused.messages)}
    return _("It cannot be undone: other records or sources point to the record.")


def told(changeset: ChangeSet, user: User) -> Entry:
    chief = chief_of(changeset)
    rows = list(changeset.changes.filter(record=chief.record).select_related("model")) if chief else []
    model = model_of(chief) if chief else None
    return entry(changeset, rows, model, names_of(rows, model, user)) if model else Entry(changeset, _("Nothing"), [])


def chief_of(changeset: ChangeSet) -> Change | None:
    """A row of the record that the changes are about: a whole rather than the parts that went with it."""
    rows = list(changeset.changes.select_related("model"))
    return next((row for row in rows if not issubclass(model_of(row), Part)), rows[0] if rows else None)


def name_of(changeset: ChangeSet) -> str:
    """What the changed record is called; a deleted one by the name it had."""
    row = chief_of(changeset)
    if row is None:
        return ""
    there = model_of(row)._base_manager.filter(uid=row.record).first()
    held = (row.old or row.new or {}) if not row.field else {}
    return str(there) if there else str(held.get("name") or model_of(row)._meta.verbose_name)


def label_of(change: Change) -> str:
    return str(logged_fields(model_of(change))[change.field].verbose_name) if change.field else _("the whole record")


def after(changeset: ChangeSet) -> str:
    """The page to show then: the record's own, if it is there."""
    row = chief_of(changeset)
    there = model_of(row)._base_manager.filter(uid=row.record).first() if row else None
    return reverse(f"{there._meta.model_name}:inspect", args=[there.pk]) if there else reverse("changes:mine")
