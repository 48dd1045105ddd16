"""Read a document: choose it, see what it says beside its text, and take that field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kokoaan.lib.frame import framed
from kokoaan.lib.keys import key_said
from kokoaan.people.models import User
from kokoaan.practices.beside import boxes_of, foreign, languages, numbered, spoken_in, untold
from kokoaan.practices.models import Practice
from kokoaan.practices.reading.keeping import Kept, kept_by, kept_of, let_go, take_in
from kokoaan.practices.reading.limits import PAGES
from kokoaan.practices.reading.reading import Unreadable
from kokoaan.practices.reading.refusing import notes_of, sentence
from kokoaan.practices.suggesting.suggest import ORDER
from kokoaan.practices.taking import BESIDES, data_of, form_of, may_keep, take, with_company
from kokoaan.records.changing import Stale
from kokoaan.records.models import ChangeSet
from kokoaan.records.register.forms import RecordForm, add_errors, stale_sentence
from kokoaan.records.register.seconding import is_proposed, say_proposed

SHOWN = 20


def crumbs(*here: tuple[str, str]) -> dict[str, Any]:
    register = (reverse("practice:index"), str(Practice._meta.verbose_name_plural).capitalize())
    return framed(register, (reverse("practice:read") if here else "", _("Read a document")), *here, icon="doc-full")


def practice_seen(user: User, **lookup: Any) -> Practice | None:
    """A practice that the person sees and may change."""
    found: Practice | None = Practice.objects.visible_to(user).filter(**lookup).first()
    return found if found and user.may("change", Practice) else None


def check_verb(user: User, practice: Practice | None) -> None:
    if practice is None and not user.may("add", Practice):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Choose a document; `?practice=<key>` is the one that is to be filled from it."""
    user = cast(User, request.user)
    practice = None
    if key := request.GET.get("practice"):
        practice = practice_seen(user, pk=key_said(key))
        if practice is None:
            raise Http404
    check_verb(user, practice)
    problem, upload = "", request.FILES.get("file")
    if request.method == "POST":
        if upload is None:
            problem = _("Choose a file.")
        else:
            try:
                kept = take_in(upload, user, str(practice.uid) if practice else "")
                return redirect("practice:reading", uid=kept.uid)
            except Unreadable as unreadable:
                problem = sentence(unreadable)
            except ValidationError as refused:
                problem = " ".join(refused.messages)
    context = {"practice": practice, "problem": problem, "documents": kept_by(user, SHOWN), "pages": PAGES}
    name = upload.name if problem and upload else ""
    status = 400 if problem else 200
    return render(request, "practices/read.html", {**context, "name": name, **crumbs()}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The document's text, and beside it what it says for each field."""
    user = cast(User, request.user)
    kept = kept_of(uid, user)
    if kept is None:
        raise Http404
    found = practice_seen(user, uid=kept.practice) if kept.practice else None
    if kept.practice and found is None:
        # It went, or is hidden from the person by now: what they read is still theirs.
        kept = replace(kept, practice="")
    check_verb(user, found)
    if request.method == "POST":
        if "forget" in request.POST:
            let_go(kept)
            messages.success(request, _("The document and all that was read of it are gone."))
            return redirect("practice:read")
        return taken(request, kept, found or Practice())
    practice = found or Practice()
    return page(request, kept, practice, form_of(practice, [], user))


def taken(request: HttpRequest, kept: Kept, practice: Practice) -> HttpResponse:
    """Take what is ticked; where that cannot be, the page comes back with all that was typed."""
    user = cast(User, request.user)
    ticked = [name for name in ORDER if name in request.POST.getlist("take")]
    names = with_company(ticked)
    form = form_of(practice, names, user, data_of(practice, names, request.POST.dict()))
    if not practice.pk and "title" not in ticked:
        form.add_error(None, _("Take the title at least: a practice needs one. Nothing was saved."))
    elif not ticked:
        form.add_error(None, _("Nothing is ticked. Tick what you take, field by field."))
    if form.is_valid():
        try:
            done = take(form, kept, user, with_document="with_document" in request.POST)
            return told(request, kept.about(str(form.instance.uid)), form.instance, done, len(ticked))
        except Stale as stale:
            form.add_error(None, stale_sentence(stale.record, stale.changes, user))
        except ValidationError as refused:
            add_errors(form, refused, form.instance)
    # Cleaning wrote into it: what the practice has now is read anew.
    now = practice_seen(user, pk=practice.pk) if practice.pk else Practice()
    return page(request, kept, now or Practice(), form, ticked)


def told(request: HttpRequest, kept: Kept, practice: Practice, done: ChangeSet | None, count: int) -> HttpResponse:
    """Say what came of it, and lead to the practice; the document waits for what is taken later."""
    said = ngettext(
        "%(count)d field was taken from “%(name)s”.", "%(count)d fields were taken from “%(name)s”.", count
    ) % {"count": count, "name": kept.name}
    if done and is_proposed(done):
        say_proposed(request, done, practice)
        said = ""
    back = reverse("practice:reading", args=[kept.uid])
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, back, _("Back to the document")))
    return redirect("practice:inspect", practice.pk)


def page(
    request: HttpRequest, kept: Kept, practice: Practice, form: RecordForm, ticked: list[str] | None = None
) -> HttpResponse:
    user = cast(User, request.user)
    errors = form.errors
    boxes = boxes_of(kept.reading, practice, user, request.POST.dict(), ticked or [], errors)
    besides = [] if practice.pk else [form[name] for name in BESIDES]
    context = {
        "kept": kept,
        "practice": practice,
        "boxes": boxes,
        "besides": besides,
        "problems": [*form.non_field_errors(), *errors.get("currency", [])],
        "paragraphs": numbered(kept.reading, boxes),
        "languages": languages(),
        "notes": [*notes_of(kept.reading), *filter(None, [foreign(spoken_in(kept.reading))])],
        "untold": untold(boxes),
        "keeps": may_keep(kept, practice),
        "with_document": "with_document" in request.POST or not form.is_bound,
        "reason": request.POST.get("change_reason", ""),
    }
    status = 400 if form.is_bound else 200
    return render(request, "practices/reading.html", {**context, **crumbs(("", kept.name))}, status=status)
