"""Proposals as pages: those that I may answer, those of mine that wait, and one of them with its answer."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kokoaan.lib.frame import framed
from kokoaan.people.models import User
from kokoaan.records.answering import answerable, may_answer, may_see, own
from kokoaan.records.comparing import heads, told
from kokoaan.records.gaps import gaps_of
from kokoaan.records.models import ChangeSet, Part, Record
from kokoaan.records.proposing import MovedOn, accept, decline, looked_at
from kokoaan.records.register.changes import chosen, in_the_way, record_of
from kokoaan.records.register.seconding import people_told
from kokoaan.records.undoing import Conflicts, NothingLeft

SHOWN = 50
LATELY = 10
State = ChangeSet.State


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Why not, or what would make it right"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        error_messages={"required": gettext_lazy("Say why, so that it can be made better.")},
    )


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    answered = ChangeSet.objects.filter(by=user).exclude(accepted_by=None).exclude(state=State.PROPOSED)
    lists = {
        "theirs": heads(answerable(user)[:SHOWN]),
        "mine": heads(own(user)[:SHOWN]),
        "answered": heads([one for one in answered.select_related("by", "accepted_by")[:LATELY] if may_see(one, user)]),
    }
    frame = framed((reverse("changes:mine"), _("My changes")), ("", _("Proposals")), icon="history")
    return render(request, "records/proposals.html", {**lists, **frame})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is proposed, by whom and why; who may answers it, and who proposed it may withdraw it."""
    user = cast(User, request.user)
    changeset = get_object_or_404(ChangeSet.objects.select_related("by", "accepted_by"), uid=uid)
    if not is_proposal(changeset) or not may_see(changeset, user):
        raise Http404
    form, context = AnswerForm(), dict[str, Any]()
    if request.method == "POST":
        answers, is_own = may_answer(changeset, user), changeset.by_id == user.pk
        if changeset.state == State.PROPOSED and not (answers or (is_own and "withdraw" in request.POST)):
            raise PermissionDenied
        if "decline" in request.POST:
            form = AnswerForm(request.POST)
            if form.is_valid():
                return declined(request, changeset, form.cleaned_data["answer"])
        elif "withdraw" in request.POST and is_own:
            return declined(request, changeset, "")
        else:
            try:
                return accepted(request, changeset)
            except Conflicts as found:
                context = in_the_way(found, record_of(changeset), user)
    return page(request, changeset, form, context)


def is_proposal(changeset: ChangeSet) -> bool:
    return changeset.state in {State.PROPOSED, State.DECLINED} or changeset.accepted_by_id is not None


def accepted(request: HttpRequest, changeset: ChangeSet) -> HttpResponse:
    """Raises Conflicts when a choice is to be made first."""
    said = request.POST
    try:
        accept(
            changeset, cast(User, request.user), chosen(request), looked=said.get("looked", ""), seen=said.get("seen")
        )
    except MovedOn:
        messages.warning(request, _("Something was changed while you were reading. Look again, then answer."))
    except ChangeSet.DoesNotExist:
        messages.warning(request, _("It has been answered already."))
    except NothingLeft:
        messages.warning(request, _("Nothing is left of it: it is so already, or what it is about is gone."))
    except ValidationError as refused:
        messages.error(request, _("It cannot be accepted: %(reason)s") % {"reason": " ".join(refused.messages)})
    except ProtectedError:
        messages.error(request, _("It cannot be accepted: other records or sources point to what it would delete."))
    else:
        messages.success(request, _("Accepted. It is done, in both your names."))
        return redirect(page_of(record_of(changeset)) or "changes:proposals")
    return redirect("changes:proposal", changeset.uid)


def declined(request: HttpRequest, changeset: ChangeSet, answer: str) -> HttpResponse:
    user = cast(User, request.user)
    try:
        decline(changeset, user, answer)
    except ChangeSet.DoesNotExist:
        messages.warning(request, _("It has been answered already."))
    else:
        is_own = changeset.by_id == user.pk
        messages.success(request, _("Withdrawn.") if is_own else _("Declined. Who proposed it reads your reason."))
    return redirect("changes:proposals")


def page_of(record: Record | None) -> str:
    whole = record.whole if isinstance(record, Part) else record
    return reverse(f"{whole._meta.model_name}:inspect", args=[whole.pk]) if whole else ""


def page(request: HttpRequest, changeset: ChangeSet, form: AnswerForm, context: dict[str, Any]) -> HttpResponse:
    user, waits = cast(User, request.user), changeset.state == State.PROPOSED
    every, record = told(changeset, user), record_of(changeset)
    whole = record.whole if isinstance(record, Part) else record
    title = every[0].name if every else _("Nothing is left of it")
    context = {
        **{"changeset": changeset, "told": every, "name": title, "form": form, "waits": waits, **context},
        **{"may_answer": waits and may_answer(changeset, user), "is_own": changeset.by_id == user.pk},
        "gaps": gaps_of(whole, user) if waits else (),
        "looked": looked_at(changeset.changes.all()),
        "goes_to": people_told(whole, changeset.by) if waits and whole and changeset.by_id == user.pk else "",
    }
    crumbs = (reverse("changes:mine"), _("My changes")), (reverse("changes:proposals"), _("Proposals")), ("", title)
    return render(request, "records/proposal.html", {**context, **framed(*crumbs, icon="history")})
