"""Possible duplicates: the list, what people say of a pair, the page that compares and merges, what is typed."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokoaan.duplicates.comparing import moving, rows_of, sight_sentences, values_chosen
from kokoaan.duplicates.finding import as_now, likely_for, pairs_seen, said_pairs, shown_of, shown_pairs
from kokoaan.duplicates.kinds import KINDS, Comparable
from kokoaan.duplicates.models import Verdict
from kokoaan.duplicates.verdicts import forget, say, two
from kokoaan.lib.frame import framed
from kokoaan.people.models import User
from kokoaan.records.changing import Stale
from kokoaan.records.likeness import FINDERS
from kokoaan.records.meantime import meantime
from kokoaan.records.merging import Plan, merge, planned
from kokoaan.records.models import Record
from kokoaan.records.versions import version_said

A_PAGE = 20


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """Pairs of which the person sees both: that wait for an answer, or what was said of them (?said=1); of one record
    (?of=<uid>) those that are found now.
    """
    user = cast(User, request.user)
    name, kind = asked_kind(request, user)
    said = "said" in request.GET
    if uid := request.GET.get("of"):
        own = record_seen(kind, uid, user)
        shown, page = [shown_of(own, one, user) for one in likely_for(own, user)], None
    else:
        own = None
        rows: Any = said_pairs(kind, user) if said else pairs_seen(kind, user)
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
        show = as_now if said else shown_pairs
        shown = show(page.object_list, kind, user)
    context = {"kind": name, "kinds": kinds_of(user), "shown": shown, "own": own, "page": page, "said": said}
    context |= {
        "may_judge": user.may("change", kind.model),
        "may_merge": may_merge(user, kind),
        "back": request.get_full_path(),
    }
    return render(request, "duplicates/pairs.html", {**context, **framed(("", _("Possible duplicates")), icon="copy")})


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Remember what the person says of two records; who says that they are the same goes on to merge them."""
    user = cast(User, request.user)
    name, kind = asked_kind(request, user)
    if not user.may("change", kind.model):
        raise PermissionDenied
    one, other = (record_seen(kind, request.POST.get(end, ""), user) for end in ("one", "other"))
    says = request.POST.get("says", "")
    if says not in Verdict.Says.values or one == other:
        raise Http404
    say(one, other, says, user, reason_given(request))
    compare_url = address_of_compare(name, one, other)
    if says == Verdict.Says.SAME and may_merge(user, kind):
        return redirect(compare_url)
    if says == Verdict.Says.NOT:
        forget(two(one.uid, other.uid))
    told = {"one": one, "other": other, "says": Verdict.Says(says).label}
    sentence = _("Remembered of “%(one)s” and “%(other)s”: %(says)s.") % told
    messages.success(request, format_html('{} <a href="{}">{}</a>', sentence, compare_url, _("Look again")))
    return redirect(f"{reverse('duplicates:pairs')}?{urlencode({'kind': name})}")


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Two records side by side (?kind=&keep=&gone=); what is posted merges the second into the first."""
    user = cast(User, request.user)
    name, kind = asked_kind(request, user)
    if not may_merge(user, kind):
        raise PermissionDenied
    keep, gone = (record_seen(kind, request.GET.get(end, ""), user) for end in ("keep", "gone"))
    if keep == gone:
        raise Http404
    refused = ""
    if request.method == "POST":
        done, refused = merged(request, keep, gone, user)
        if done:
            return done
    context = {
        **{"keep": keep, "gone": gone, "kind": name, "refused": refused, "posted": request.POST},
        "rows": rows_of(keep, gone, user, request.POST),
        "moving": moving(gone, user),
        "sight": sight_sentences(keep, gone),
        "notes": notes(keep, gone, user),
        "swapped": address_of_compare(name, gone, keep),
        "back": f"{reverse('duplicates:pairs')}?{urlencode({'kind': name})}",
    }
    crumbs = (context["back"], _("Possible duplicates")), ("", _("Compare and merge"))
    return render(request, "duplicates/compare.html", {**context, **framed(*crumbs, icon="copy")})


def merged(request: HttpRequest, keep: Record, gone: Record, user: User) -> tuple[HttpResponse | None, str]:
    """The answer after a merge; or why there was none, in words that tell of no hidden record."""
    values = values_chosen(keep, gone, request.POST)
    name, reason = str(gone), reason_given(request)
    try:
        changeset = merge(keep, gone, values, user, reason, versions(request))
    except Stale as stale:
        changed = meantime(stale, user)
        return None, _("%(changed)s Nothing was merged. Look again, then merge.") % {"changed": changed}
    except ValidationError as refused:
        return None, " ".join(refused.messages) if all_seen(keep, gone, user) else hidden_reason()
    except ProtectedError:
        return None, hidden_reason()
    forget(two(keep.uid, gone.uid))
    said = _("“%(gone)s” was merged into “%(keep)s”. Its addresses lead here now.") % {"gone": name, "keep": keep}
    undo = reverse("changes:undo", args=[changeset.uid])
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, undo, _("Undo")))
    return redirect(f"{keep._meta.model_name}:inspect", keep.pk), ""


def reason_given(request: HttpRequest) -> str:
    return plain(request.POST.get("reason", "")).strip()[:500]


def plain(text: str) -> str:
    """Without the one character that PostgreSQL does not take."""
    return text.replace("\x00", "")


def hidden_reason() -> str:
    return _("They cannot be merged: a record that points at one of them would no longer be right.")


def versions(request: HttpRequest) -> tuple[int, int]:
    keep, gone = (version_said(request.POST.get(f"{end}_version", "")) for end in ("keep", "gone"))
    return keep, gone


def plan_of(keep: Record, gone: Record) -> Plan | None:
    try:
        return planned(keep, gone, {})
    except ValidationError:
        return None


def all_seen(keep: Record, gone: Record, user: User) -> bool:
    """Whether the person sees every record that the merge would change, so that its errors may be told."""
    plan = plan_of(keep, gone)
    return plan is None or all(edit.record.circle_id in user.circle_ids for edit in plan.edits)


def notes(keep: Record, gone: Record, user: User) -> list[str]:
    """What the merge will do besides moving: told before it is done, of records that the person sees."""
    plan = plan_of(keep, gone)
    if plan is None:
        return [_("As they are now they cannot be merged: both have something of which there can be one only.")]
    labels = [str(keep._meta.get_field(name).verbose_name) for name in plan.untied]  # type: ignore[union-attr]
    said = [
        _("“%(field)s” would lead back to the record itself: that link is not kept.") % {"field": f} for f in labels
    ]
    doubles = [str(row) for row in plan.doubles if row.circle_id in user.circle_ids]
    return said + [_("“%(name)s” is there twice and will be kept once.") % {"name": double} for double in doubles]


@require_safe
def typed(request: HttpRequest) -> HttpResponse:
    """What may be the same as what is being typed (?record= and fields of it), as a piece of a page."""
    user = cast(User, request.user)
    asked = request.GET.get("record", "")
    model, finder = next(((one, how) for one, how in FINDERS.items() if one._meta.model_name == asked), (None, None))
    if model is None or finder is None:
        raise Http404
    if not user.may("add", model):
        raise PermissionDenied
    given = {name: plain(str(value)) for name, value in request.GET.items()}
    response = render(request, "records/_likely.html", {"likes": finder.typed(given, user)})
    response["Cache-Control"] = "private, no-store"
    return response


def asked_kind(request: HttpRequest, user: User) -> tuple[str, Comparable]:
    """The kind that is asked for, the first without saying so. Raises Http404 for one that is not compared."""
    name = request.POST.get("kind") or request.GET.get("kind") or next(iter(KINDS))
    if name not in KINDS:
        raise Http404
    if not user.may("view", KINDS[name].model):
        raise PermissionDenied
    return name, KINDS[name]


def kinds_of(user: User) -> list[tuple[str, str]]:
    named = ((name, capfirst(str(kind.model._meta.verbose_name_plural))) for name, kind in KINDS.items())
    return [(name, label) for name, label in named if user.may("view", KINDS[name].model)]


def may_merge(user: User, kind: Comparable) -> bool:
    """One is changed and the other goes; to take it back one adds it again."""
    return all(user.may(verb, kind.model) for verb in ("add", "change", "delete"))


def record_seen(kind: Comparable, uid: str, user: User) -> Any:
    """Raises Http404 when the person does not see it, as when it is not there."""
    try:
        key = UUID(uid)
    except ValueError:
        raise Http404 from None
    found = kind.model.objects.visible_to(user).select_related("owner", "circle").filter(uid=key).first()
    if found is None:
        raise Http404
    return found


def address_of_compare(name: str, keep: Record, gone: Record) -> str:
    return f"{reverse('duplicates:compare')}?{urlencode({'kind': name, 'keep': str(keep.uid), 'gone': str(gone.uid)})}"
