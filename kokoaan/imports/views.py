"""The pages of an import: a file, its columns, what each row would do, and what came of it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokoaan.imports.errors import Refused
from kokoaan.imports.keeping import let_go, take_in
from kokoaan.imports.kinds import kinds, kinds_for
from kokoaan.imports.limits import FILE, MB, ROWS
from kokoaan.imports.looking import A_PAGE, labels_of, looked_at, titled
from kokoaan.imports.mapping import columns_for, lacking, remember
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.progress import progress_of
from kokoaan.imports.uploading import Quota, says_too_much, too_large
from kokoaan.imports.working import ask, work_on
from kokoaan.imports.writing import corrections, template
from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.people.models import User
from kokoaan.records.register.columns import label_of

State, What = Batch.State, BatchRow.What
# So few rows are checked and written at once, while the person waits.
AT_ONCE = 200


def batch_of(request: HttpRequest, uid: UUID) -> Batch:
    """One's own batch; another's does not exist."""
    batch: Batch = get_object_or_404(Batch.objects.of(cast(User, request.user)).select_related("changeset"), uid=uid)
    return batch


def crumbs(*here: tuple[str, str]) -> dict[str, Any]:
    return framed((reverse("imports:index") if here else "", _("Import")), *here, icon="upload")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Choose a file. One that is too large is refused before it is read; only then is the form opened."""
    if request.method == "POST" and says_too_much(request):
        return page(request, problem=too_large(), status=413)
    quota = Quota(request)
    request.upload_handlers = [quota, MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request)]
    return started(request, quota)


@csrf_protect
def started(request: HttpRequest, quota: Quota) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    upload = request.FILES.get("file")
    kind = request.POST.get("kind", "")
    if quota.exceeded:
        return page(request, problem=too_large(), status=413)
    if upload is None:
        return page(request, problem=_("Choose a file."), status=400)
    if kind and kind not in kinds_for(cast(User, request.user)):
        raise Http404
    try:
        batch = take_in(upload, kind, cast(User, request.user), get_language() or "en")
    except Refused as refused:
        return page(request, problem=str(refused), kind=kind, status=400)
    return redirect("imports:columns", uid=batch.uid)


def page(request: HttpRequest, problem: str = "", kind: str = "", status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "kinds": kinds_for(user),
        "kind": kind or request.GET.get("kind", ""),
        "batches": Batch.objects.of(user).select_related("changeset")[:A_PAGE],
        "problem": problem,
        "limits": {"mb": FILE // MB, "bytes": FILE, "rows": ROWS},
        "too_large": too_large(),
    }
    return render(request, "imports/index.html", {**context, **crumbs()}, status=status)


@require_safe
def empty(request: HttpRequest, kind: str) -> FileResponse:
    """A workbook with the columns of a kind, to be filled in."""
    if kind not in kinds_for(cast(User, request.user)):
        raise Http404
    return template(kind, cast(User, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say which column is which field. What is said is remembered for files with these headers."""
    batch = batch_of(request, uid)
    if batch.emptied or batch.state in {State.DONE, State.UNDONE} or batch.is_waiting:
        return redirect("imports:batch", uid=uid)
    may = kinds_for(cast(User, request.user))
    if request.method == "POST":
        if not map_columns(batch, request, may):
            messages.error(request, _("No column is mapped yet. Choose a field for one column at least."))
        elif lacks := lacking_in(batch):
            messages.error(request, lacks)
        else:
            begin(batch, State.CHECKING, sum(one["rows"] for one in batch.sheets.values()))
            return redirect("imports:batch", uid=uid)
    sheets = [mapping_of(titled(name, batch), number, one) for number, (name, one) in enumerate(batch.sheets_in_order)]
    context = {"batch": batch, "sheets": sheets, "kinds": may}
    return render(request, "imports/columns.html", {**context, **crumbs(("", batch.name))})


def mapping_of(name: str, number: int, one: dict[str, Any]) -> dict[str, Any]:
    kind = one["kind"]
    fields = [(column.key, label_of(kinds()[kind].model, column)) for column in columns_for(kind)] if kind else []
    rows = [
        {"place": place, "header": header or _("(without a name)"), "key": one["columns"].get(str(place), "")}
        for place, header in enumerate(one["headers"])
    ]
    missing = [label for key, label in fields if key not in one["columns"].values()]
    unmapped = [row["header"] for row in rows if not row["key"]] if kind else []
    told = {"name": name, "number": number, "kind": kind, "rows": one["rows"], "fields": fields, "columns": rows}
    told["notes"] = one.get("notes", [])
    return {**told, "missing": missing, "unmapped": unmapped}


def lacking_in(batch: Batch) -> str:
    """A sentence for each sheet whose rows could not be new, since no column gives what they need."""
    found = [
        (name, lacks)
        for name, one in batch.sheets_in_order
        if one["columns"] and (lacks := lacking(one["kind"], one["columns"], batch.by))
    ]
    said = _("%(sheet)s no column gives %(fields)s, which every row needs. Choose the column, or map the uid.")
    return " ".join(
        said % {"sheet": f"{name}:" if name else "", "fields": ", ".join(f"“{one}”" for one in lacks)}
        for name, lacks in found
    ).strip()


def map_columns(batch: Batch, request: HttpRequest, may: dict[str, str]) -> bool:
    """Take over what was said; False when no column is mapped."""
    for number, (_name, one) in enumerate(batch.sheets_in_order):
        kind = request.POST.get(f"kind-{number}", one["kind"])
        known = {column.key for column in columns_for(kind)} if kind in may else set()
        said = {str(place): request.POST.get(f"column-{number}-{place}", "") for place in range(len(one["headers"]))}
        found: dict[str, str] = {}
        for place, key in said.items():
            if key in known and key not in found.values():
                found[place] = key
        one["kind"], one["columns"] = (kind, found) if known else ("", {})
        if found:
            remember(kind, one["headers"], batch.organisation, batch.by, found)
    batch.clears = "clears" in request.POST
    batch.save(update_fields=["sheets", "clears"])
    return any(one["columns"] for one in batch.sheets.values())


def begin(batch: Batch, state: Batch.State, rows: int) -> None:
    """Have it done: few rows at once, many in the background."""
    ask(batch, state)
    if rows <= AT_ONCE:
        work_on(batch)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where the batch stands: progress, what each row would do, or what came of it."""
    found = batch_of(request, uid)
    if request.method == "POST":
        return act(found, request)
    if found.state == State.READ:
        return redirect("imports:columns", uid=uid)
    frame = crumbs(("", found.name))
    done, of = progress_of(found)
    context = {"batch": found, "State": State, "done": done, "of": of, **frame}
    if not found.is_waiting:
        context |= looked_at(found, request)
    return render(request, "imports/batch.html", context)


def act(batch: Batch, request: HttpRequest) -> HttpResponse:
    if "forget" in request.POST:
        let_go(batch)
        batch.delete()
        messages.success(request, _("The file and all that was read of it are gone."))
        return redirect("imports:index")
    if batch.state != State.CHECKED:
        return redirect("imports:batch", uid=batch.uid)
    choose(batch, request)
    if row := batch.rows.filter(pk=key_said(request.POST.get("is_there", ""))).first():
        take_for(row, batch)
        return redirect("imports:batch", uid=batch.uid)
    if "apply" in request.POST:
        if batch.rows.filter(chosen=True).exists():
            begin(batch, State.RUNNING, batch.rows.filter(chosen=True).count())
        else:
            messages.error(request, _("No row is chosen. Choose the rows to bring in."))
        return redirect("imports:batch", uid=batch.uid)
    query = f"?what={request.POST.get('what', '')}&p={request.POST.get('p', '1')}"
    return redirect(reverse("imports:batch", args=[batch.uid]) + query)


def choose(batch: Batch, request: HttpRequest) -> None:
    """All or none of the kind that is shown, or row by row of the page that is shown."""
    fit = batch.rows.exclude(what__in=[What.ERROR, What.SAME])
    shown = fit.filter(what=request.POST.get("what", ""))
    if "all" in request.POST or "none" in request.POST:
        shown.update(chosen="all" in request.POST)
        return
    keys = set(map(key_said, request.POST.getlist("shown")))
    ticked = set(map(key_said, request.POST.getlist("row")))
    shown.filter(pk__in=keys & ticked).update(chosen=True)
    shown.filter(pk__in=keys - ticked).update(chosen=False)


def take_for(row: BatchRow, batch: Batch) -> None:
    """The person says that the row is about the record that it is like: all rows are checked anew, with that known."""
    if row.what == What.DUPLICATE and row.record:
        batch.sheets[row.sheet].setdefault("means", {})[str(row.number)] = str(row.record)
        batch.save(update_fields=["sheets"])
        begin(batch, State.CHECKING, sum(one["rows"] for one in batch.sheets.values()))


@require_safe
def errors(request: HttpRequest, uid: UUID) -> FileResponse:
    """The rows that were not brought in, to be corrected."""
    batch = batch_of(request, uid)
    rows = batch.rows.filter(what__in=[What.ERROR, What.DUPLICATE]).order_by("pk")
    return corrections(batch, list(rows), labels_of(batch))


@require_safe
def progress(request: HttpRequest, uid: UUID) -> JsonResponse:
    batch = batch_of(request, uid)
    done, of = progress_of(batch)
    return JsonResponse({"waiting": batch.is_waiting, "done": done, "of": of})


@require_POST
def again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Map the columns anew."""
    batch = batch_of(request, uid)
    if batch.state in {State.CHECKED, State.FAILED} and batch.path.exists():
        batch.rows.all().delete()
        ask(batch, State.READ)
        return redirect("imports:columns", uid=uid)
    return redirect("imports:batch", uid=uid)
