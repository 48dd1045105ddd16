"""Change sets as pages: one's own latest ones, and the way back from one."""

from __future__ import annotations

from collections.abc import Sequence
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
from kokoaan.records.asking import undo_or_propose
from kokoaan.records.history import Entry, entry, hidden_now, may_read, names_of, told_rows, what_happened
from kokoaan.records.lasting import merge_behind
from kokoaan.records.models import Change, ChangeSet, Record
from kokoaan.records.models.change import ChangeQuerySet
from kokoaan.records.parts import part_models
from kokoaan.records.register.seconding import is_proposed, say_proposed
from kokoaan.records.undoing import AlreadyUndone, Choice, Conflict, Conflicts, NothingLeft, model_of
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
            done = undo_or_propose(changeset, user, chosen(request), request.POST.get("seen"))
        except Conflicts as found:
            context |= in_the_way(found, record_of(changeset), user)
        except (AlreadyUndone, NothingLeft, ProtectedError, ValidationError) as refused:
            messages.error(request, refusal(refused))
            return redirect("changes:mine")
        else:
            if (record := record_of(done)) and is_proposed(done):
                say_proposed(request, done, record)
            else:
                messages.success(request, _("Undone. This can be undone in its turn."))
            return redirect(after(changeset))
    frame = framed((reverse("changes:mine"), _("My changes")), ("", _("Undo")), icon="history")
    return render(request, "records/undo.html", {**context, **frame})


def chosen(request: HttpRequest) -> Choice | None:
    said = request.POST.get("choice")
    return Choice(said) if said in list(Choice) else None


def check_verbs(changeset: ChangeSet, user: User) -> None:
    """Undoing a birth is a deletion, undoing a death an addition; who takes back their own need only change."""
    is_own = changeset.by_id == user.pk
    rows = told_rows(changeset).order_by()
    births, deaths = rows.filter(field="", old__isnull=True), rows.filter(field="", new__isnull=True)
    acts = (("delete", births), ("add", deaths), ("change", rows.exclude(field="")))
    for verb, some in acts:
        for kind in some.values_list("model", flat=True).distinct():
            model = cast("type[Record]", ContentType.objects.get_for_id(kind).model_class())
            if not user.may("change" if is_own else verb, model):
                raise PermissionDenied


def refusal(refused: Exception) -> str:
    if isinstance(refused, AlreadyUndone):
        return _("This change has been undone already.")
    if isinstance(refused, NothingLeft):
        return _("Nothing is left to undo: all of it has been changed again since.")
    if isinstance(refused, ValidationError):
        return _("It cannot be undone: %(reason)s") % {"reason": " ".join(refused.messages)}
    return _("It cannot be undone: other records or sources point to the record.")


def told(changeset: ChangeSet, user: User) -> Entry:
    """What happened to the record that the change set is about; of a set of many records, only in a word."""
    if count_of(changeset) > MANY:
        return Entry(changeset, what_happened(changeset, list(changeset.changes.all()[:1]), None, user), [])
    rows = list(subject(changeset).select_related("model"))
    model = model_of(rows[0]) if rows else None
    if model is None:
        return Entry(changeset, _("Nothing"), [])
    merge = getattr(changeset, "merge", None)
    told_of = merge.new if merge else rows[0].record
    return entry(changeset, rows, model, names_of(rows, model, user), told_of, user)


def count_of(changeset: ChangeSet) -> int:
    """How many records it is about; parts that went with their wholes, and all that a merge moved, do not count."""
    if merge_behind(changeset):
        return 1
    return changeset.changes.exclude(model__in=part_types()).order_by().values("record").distinct().count()


def part_types() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*part_models()).values())


def subject(changeset: ChangeSet) -> ChangeQuerySet:
    """The rows of the one record that the change set is about.

    Of a merge the record that was kept; else a whole rather than the parts that went with it.
    """
    rows = told_rows(changeset)
    merge = merge_behind(changeset)
    own = rows.filter(record=merge.new) if merge else rows
    first = own.exclude(model__in=part_types()).first() or own.first() or rows.first()
    return rows.filter(record=first.record) if first else rows


def record_of(changeset: ChangeSet) -> Record | None:
    """The record that the change set is about, if it is there: of a merge the kept one, changed or not."""
    row: Change | None = subject(changeset).select_related("model").first()
    if row is None:
        return None
    merge = merge_behind(changeset)
    return model_of(row)._base_manager.filter(uid=merge.new if merge else row.record).first()


def name_of(changeset: ChangeSet) -> str:
    """What the changed record is called, a deleted one by the name it had, and how many more; of many their number."""
    row: Change | None = subject(changeset).select_related("model").first()
    if row is None:
        return ""
    if (count := count_of(changeset)) > MANY:
        return ngettext("%(count)d record", "%(count)d records", count) % {"count": count}
    held = (row.old or row.new or {}) if not row.field else {}
    name = str(record_of(changeset) or held.get("name") or model_of(row)._meta.verbose_name)
    return _("%(name)s and %(more)d more") % {"name": name, "more": count - 1} if count > 1 else name


def in_the_way(found: Conflicts, own: Record | None, user: User) -> dict[str, Any]:
    """What a page says of conflicts and asks about them (records/_conflicts.html)."""
    told = {"conflicts": told_conflicts(found.conflicts[:SHOWN], own, user), "is_all": found.is_all, "seen": found.seen}
    return {**told, "more": max(0, len(found.conflicts) - SHOWN)}


def told_conflicts(conflicts: Sequence[Conflict], own: Record | None, user: User) -> list[tuple[str, Change | None]]:
    """What has changed since, each with the last change to it; of a hidden record only that there is one."""
    return [
        (label_of(one.change, own), later_for(one, user))
        if is_open(one.change, user)
        else (_("something hidden"), None)
        for one in conflicts
    ]


def later_for(conflict: Conflict, user: User) -> Change | None:
    return conflict.later if conflict.later and is_open(conflict.later, user) else None


def is_open(change: Change, user: User) -> bool:
    """Whether user could see the record before and after the change, and still can if it is there."""
    if not {change.circle_before_id, change.circle_after_id} <= user.circle_ids:
        return False
    return not hidden_now(Change.objects.filter(pk=change.pk), change.model_id, user)


def label_of(change: Change, own: Record | None) -> str:
    """The field; of another record than the set is about, that record too."""
    model = model_of(change)
    field = str(logged_fields(model)[change.field].verbose_name) if change.field else _("the whole record")
    there = model._base_manager.filter(uid=change.record).first()
    if there is None or there == own:
        return field
    return _("%(record)s: %(field)s") % {"record": there, "field": field}


def after(changeset: ChangeSet) -> str:
    """The page to show then: the record's own, if it is there."""
    there = record_of(changeset)
    return reverse(f"{there._meta.model_name}:inspect", args=[there.pk]) if there else reverse("changes:mine")
