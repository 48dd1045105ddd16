"""Pages of a need: made from a search, with its shortlist, and what became of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.finder.candidacy import name_of
from kokoaan.finder.find_form import FindForm, kept_keys
from kokoaan.finder.keeping import candidates, keep, let_go, weigh
from kokoaan.finder.models import Need
from kokoaan.finder.reading import current_ledger
from kokoaan.finder.shortlist import Candidate, Stage
from kokoaan.lib.frame import framed
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.records.changing import Stale
from kokoaan.records.models import Record
from kokoaan.records.register import views
from kokoaan.records.versions import version_said
from kokoaan.search.folders import IndexTrouble

# What a search and a need call the same.
CARRIED = ("wanted", "where", "size", "order")


class CandidateForm(forms.Form):
    """What is thought of one candidate."""

    pro = forms.CharField(
        label=gettext_lazy("For"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 2})
    )
    con = forms.CharField(
        label=gettext_lazy("Against"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 2})
    )
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=Stage)
    why = forms.CharField(label=gettext_lazy("Why dropped"), required=False, max_length=500)


class NeedAdd(views.Add):
    """A search that is kept: the form begins with what was asked, the shortlist with who was kept."""

    @cached_property
    def search(self) -> FindForm:
        return FindForm(self.request.GET, self.request.user)

    def get_initial(self) -> dict[str, Any]:
        if not self.search.is_valid():
            return super().get_initial()
        asked = self.search.cleaned_data
        goals = [asked["goal"]] if asked["goal"] else []
        carried = {name: asked[name] for name in CARRIED}
        return {
            "text": self.search.text,
            "unusual": asked["unusual"],
            "themes": asked["themes"],
            "goals": goals,
            **carried,
        }

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except IndexTrouble as trouble:
            # Saved without its shortlist, it would be lost.
            form.add_error(None, str(trouble))
            self.produced_error_code, self.produced_error_message = "index", str(trouble)
            return self.form_invalid(form)

    def save_instance(self) -> Record:
        need, keys = cast(Need, self.form.instance), kept_keys(self.request)
        if keys and self.search.is_asked:
            need.candidates = candidates(self.search.question, keys, self.request.user)
        return super().save_instance()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys, lang = kept_keys(self.request), get_language() or "en"
        kept = [name for key in keys if (name := name_of(current_ledger().base, key, lang))]
        # The address carries who was kept: the form goes back to all of it.
        here = {"action_url": self.request.get_full_path(), "kept": kept}
        return {**super().get_context_data(**kwargs), **here}


class NeedPage(views.Inspect):
    """The need, who may be the partner, and what became of it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        need, user = self.object, self.request.user
        ties, search = ties_of(need.candidates, user), searched(need)
        return {
            **super().get_context_data(**kwargs),
            "cards": [Card(one, form_of(one), ties.get(one.tie)) for one in need.candidates],
            "search_again": f"{reverse('finder:find')}?{search}",
            "compare": f"{reverse('finder:compare')}?{search}",
            "may_change": user.has_perm("finder.change_need"),
        }


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate as the need's page shows it: what is thought of it, in a form, and the tie that came of it."""

    candidate: Candidate
    form: CandidateForm
    tie: Tie | None

    @property
    def stage(self) -> str:
        return str(Stage(self.candidate.stage).label)


def form_of(one: Candidate) -> CandidateForm:
    known = {"pro": one.pro, "con": one.con, "stage": str(one.stage), "why": one.why}
    return CandidateForm(initial=known, auto_id=f"{one.anchor}-%s")


def ties_of(shortlist: Sequence[Candidate], user: User) -> dict[str, Tie]:
    """The ties that came of candidates, as far as user may see them, by uid."""
    uids = [one.tie for one in shortlist if one.tie]
    found = Tie.objects.visible_to(user).filter(uid__in=uids).select_related("place", "organisation")
    return {str(tie.uid): tie for tie in found}


def searched(need: Need) -> str:
    """The query of the search that asks for this need again."""
    asked = {"need": need.text, **{name: getattr(need, name) for name in CARRIED}, "for": need.pk}
    themes = ", ".join(map(str, need.themes.all()))
    return urlencode({**asked, **({"unusual": "on"} if need.unusual else {}), **({"themes": themes} if themes else {})})


def visible_need(request: HttpRequest, pk: int) -> Need:
    return cast(Need, get_object_or_404(Need.objects.visible_to(cast(User, request.user)), pk=pk))


def changeable_need(request: HttpRequest, pk: int) -> Need:
    """The need, for those who see it; PermissionDenied without the verb."""
    need = visible_need(request, pk)
    if not request.user.has_perm("finder.change_need"):
        raise PermissionDenied
    return need


def shortlisting(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an answer on the need's shortlist, or take one off it, and go back to the search."""
    need, user = changeable_need(request, pk), cast(User, request.user)
    page = reverse("need:inspect", args=[need.pk])
    if request.method != "POST":
        return redirect(page)
    key = request.POST.get("key", "")
    if "remove" in request.POST:
        version = version_said(request.POST.get("expected_version", ""))
        try:
            let_go(need, key, user, version)
        except Stale as stale:
            messages.error(request, look_again(stale))
        else:
            messages.success(request, _("Taken off the shortlist. The history keeps what was written of it."))
        return redirect(page)
    try:
        if keep(need, key, user):
            messages.success(request, _("Kept on the shortlist of this need."))
    except IndexTrouble as trouble:
        messages.error(request, str(trouble))
    back = request.POST.get("search", "")
    return redirect(f"{reverse('finder:find')}?{back}" if back else page)


def look_again(stale: Stale) -> str:
    return _("%(error)s Look at the shortlist as it is now, and save again.") % {"error": stale}


def weighing(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is thought of one candidate, and how far it has come."""
    need, user = changeable_need(request, pk), cast(User, request.user)
    old = next((one for one in need.candidates if one.key == request.POST.get("key")), None)
    page = reverse("need:inspect", args=[need.pk])
    if request.method != "POST" or old is None:
        return redirect(page)
    form, version = CandidateForm(request.POST), version_said(request.POST.get("expected_version", ""))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(f"{page}#{old.anchor}")
    try:
        weigh(need, old.with_(**form.cleaned_data), user, version)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Stale as stale:
        messages.error(request, look_again(stale))
    else:
        messages.success(request, _("Saved: %(name)s.") % {"name": old.name})
    return redirect(f"{page}#{old.anchor}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one need: its shortlist by stage, and the ties that came of it."""

    need: Need
    counts: Sequence[tuple[str, int]]
    ties: Sequence[Tie]
    reasons: Sequence[tuple[str, str]]


@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """What became of our needs: by stage, those that wait longest first."""
    user = cast(User, request.user)
    needs = list(Need.objects.visible_to(user).select_related("owner").order_by("opened", "pk"))
    ties = ties_of([one for need in needs for one in need.candidates], user)
    groups = [(stage, [outcome(need, ties) for need in needs if need.stage == stage]) for stage in Stage]
    crumbs = (reverse("need:index"), _("Needs")), ("", _("What became of our needs"))
    frame = framed(*crumbs, icon="clipboard-list")
    return render(request, "finder/outcomes.html", {**frame, "groups": groups, "total": len(needs)})


def outcome(need: Need, ties: dict[str, Tie]) -> Outcome:
    counts = Counter(Stage(one.stage) for one in need.candidates)
    return Outcome(
        need,
        [(str(stage.label), counts[stage]) for stage in Stage if counts[stage]],
        [ties[one.tie] for one in need.candidates if one.tie in ties],
        [(one.name, one.why) for one in need.candidates if one.why],
    )
