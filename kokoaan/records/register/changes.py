"""Change sets as pages: one's own latest ones, and the way back from one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.lib.frame import framed
from kokoaan.people.models import User
from kokoaan.records.history import Entry, entry, may_read, names_of, what_happened
from kokoaan.records.models import Change, ChangeSet
from kokoaan.records.undoing import AlreadyUndone, Choice, Conflicts, model_of, undo
from kokoaan.records.values import logged_fields

SHOWN = 50
# A set of more records than this is told by their number, not by the name of the first.
MANY = 3


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
            context["conflicts"] = [(conflict, label_of(conflict.change)) for conflict in found.conflicts[:SHOWN]]
            context["more"] = max(0, len(found.conflicts) - SHOWN)
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
    rows = changeset.changes.order_by()
    births, deaths = rows.filter(field="", old__isnull=True), rows.filter(field="", new__isnull=True)
    acts = (("delete", births), ("add", deaths), ("change", rows.exclude(field="")))
    for verb, some in acts:
        for kind in some.values_list("model", flat=True).distinct():
            options = cast("Any", ContentType.objects.get_for_id(kind).model_class())._meta
            if not user.has_perm(f"{options.app_label}.{verb}_{options.model_name}"):
                raise PermissionDenied


def refusal(refused: Exception) -> str:
    if isinstance(refused, AlreadyUndone):
        return _("This change has been undone already.")
    if isinstance(refused, ValidationError):
        return _("It cannot be undone: %(reason)s") % {"reason": " ".join(refused.messages)}
    return _("It cannot be undone: other records or sources point to the record.")


def told(changeset: ChangeSet, user: User) -> Entry:
    """What it did, field by field; of a set of many records, only in a word."""
    rows = list(changeset.changes.select_related("model")[:SHOWN])
    if len({row.record for row in rows}) > MANY:
        return Entry(changeset, what_happened(changeset, rows), [])
    model = model_of(rows[0]) if rows else None
    return entry(changeset, rows, model, names_of(rows, model, user)) if model else Entry(changeset, _("Nothing"), [])


def name_of(changeset: ChangeSet) -> str:
    """What the changed record is called; a deleted one by the name it had; of many records, how many there are."""
    row: Change | None = changeset.changes.select_related("model").first()
    if row is None:
        return ""
    if (count := changeset.changes.order_by().values("record").distinct().count()) > MANY:
        return ngettext("%(count)d record", "%(count)d records", count) % {"count": count}
    there = model_of(row)._base_manager.filter(uid=row.record).first()
    held = (row.old or row.new or {}) if not row.field else {}
    return str(there) if there else str(held.get("name") or model_of(row)._meta.verbose_name)


def label_of(change: Change) -> str:
    return str(logged_fields(model_of(change))[change.field].verbose_name) if change.field else _("the whole record")


def after(changeset: ChangeSet) -> str:
    """The page to show then: the record's own, if it is there."""
    row = changeset.changes.select_related("model").first()
    there = model_of(row)._base_manager.filter(uid=row.record).first() if row else None
    return reverse(f"{there._meta.model_name}:inspect", args=[there.pk]) if there else reverse("changes:mine")
