"""The pages of a practice: a form that guides, and a page that tells it, with its gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, HeaderButton

from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.money import in_currency
from kokoaan.lib.said import Said, first_of
from kokoaan.lib.text import LANGUAGES, in_language, states_of
from kokoaan.lib.text import State as Waits
from kokoaan.lib.way import line
from kokoaan.people.models import Circle, User
from kokoaan.practices.adopters import Adopter, adopters, sentence
from kokoaan.practices.checklist import Criterion, State, criteria
from kokoaan.practices.fields import field_of, label_of
from kokoaan.practices.figures import Bars, bars
from kokoaan.practices.gaps import GAPS
from kokoaan.practices.models import Adoption, Practice, PracticePartner, PracticeResult
from kokoaan.practices.models.practice import TEXTS
from kokoaan.practices.told import MOST, told_of
from kokoaan.practices.using import use_of
from kokoaan.records.models import Part
from kokoaan.records.register import views
from kokoaan.records.register.inspecting import Shown, shown_field, shown_fields

# A need that is looked for need not be longer.
LONGEST_NEED = 300


@dataclass(frozen=True, slots=True)
class Checklist:
    """The criteria of a practice; `form_url` is where what is missing is written, "" on the form itself."""

    criteria: Sequence[Criterion]
    form_url: str = ""

    @property
    def met(self) -> int:
        return sum(one.state == State.MET for one in self.criteria)


class Guided:
    """What adding and editing a practice share: the checklist of what is saved, beside the form."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        practice, user = context["form"].instance, self.request.user
        told = told_of(practice, user)
        parts = {"results": told.results, "partners": told.partners, "adding": adding(practice, user)}
        return {**context, **parts, "checklist": Checklist(criteria(told))}


class PracticeAdd(Guided, views.Add):
    pass


class PracticeEdit(Guided, views.Edit):
    pass


class AdoptionAdd(views.Add):
    def get_initial(self) -> dict[str, Any]:
        """`?stage=` is the next step of one who is on the way."""
        stage = self.request.GET.get("stage", "")
        asked = {"stage": stage} if stage in Adoption.Stage.values else {}
        return {**super().get_initial(), **asked}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the practice in the reader's language, or what its absence is called."""

    label: str
    said: Said | None
    marks: Sequence[str]
    gap: str


def passage(practice: Practice, name: str) -> Passage:
    value = getattr(practice, name)
    # Languages that lack it are told once for all texts.
    waiting = {lang: state for lang, state in states_of(value).items() if state != Waits.MISSING}
    marks = [f"{NAMES[lang]}: {state.label}" for lang, state in waiting.items()]
    return Passage(capfirst(label_of(name)), first_of(value), marks, str(GAPS[name]))


def missing_texts(practice: Practice) -> list[str]:
    """For each language, how many of the texts that there are lack a version in it."""
    told = [value for value in (practice.title, *practice.texts) if first_of(value)]
    lacking = {lang: sum(states_of(value).get(lang) == Waits.MISSING for value in told) for lang in LANGUAGES}
    words = _("%(lang)s: %(count)d of %(all)d texts missing")
    return [words % {"lang": NAMES[lang], "count": count, "all": len(told)} for lang, count in lacking.items() if count]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact in a line, or its gap."""

    shown: Shown
    gap: str


def stated(practice: Practice, name: str, user: User) -> Stated:
    return Stated(shown_field(practice, field_of(name), user), str(GAPS.get(name, "")))


@dataclass(frozen=True, slots=True)
class Line:
    """A result of the table; `bars` where both sides are numbers."""

    result: PracticeResult
    bars: Bars | None


@dataclass(frozen=True, slots=True)
class Adopting:
    """One adopter as the page tells of it; `next_url` is where its next step is written."""

    adopter: Adopter
    said: str
    next_url: str


def adopting(practice: Practice, user: User, add_url: str) -> list[Adopting]:
    rows = Adoption.objects.visible_to(user).filter(practice=practice).order_by("on", "pk")
    every = adopters(rows.select_related("unit", "place", "organisation")[:MOST])
    return [Adopting(one, sentence(practice, one), next_step(one, add_url)) for one in every]


def next_step(adopter: Adopter, add_url: str) -> str:
    if not (add_url and adopter.next_stage):
        return ""
    name, key = adopter.link
    return f"{add_url}&{urlencode({name: str(key), 'stage': adopter.next_stage})}"


def adding(practice: Practice, user: User) -> dict[str, str]:
    """Where each kind of part is added, by its name; those that user may add."""
    kinds: dict[str, type[Part]] = {"result": PracticeResult, "partner": PracticePartner, "adoption": Adoption}
    return {
        name: f"{reverse(f'{model._meta.model_name}:add')}?practice={practice.pk}"
        for name, model in kinds.items()
        if practice.pk and user.may("add", model)
    }


def need_of(practice: Practice) -> str:
    """What one would look for who has the same problem."""
    words = in_language(practice.problem, get_language() or "en") or str(practice)
    return Truncator(" ".join(words.split())).chars(LONGEST_NEED, truncate="")


class PracticePage(views.Inspect):
    @cached_property
    def header_buttons(self) -> list[Any]:
        need = f"{reverse('finder:find')}?{urlencode({'need': need_of(self.object)})}"
        like = f"{reverse('library:find')}?{urlencode({'like': f'practice:{self.object.uid}'})}"
        return [
            *super().header_buttons,
            HeaderButton(_("Find who has solved this"), url=need, icon_name="search"),
            HeaderButton(_("More like this"), url=like, icon_name="copy"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("change"):
            url = f"{reverse('practice:read')}?practice={self.object.pk}"
            buttons.append(Button(_("Read a document into it"), url=url, icon_name="doc-full", priority=5))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        practice, user = self.object, self.request.user
        told, add = told_of(practice, user), adding(practice, user)
        texts = {name: passage(practice, name) for name in TEXTS}
        facts = {name: stated(practice, name, user) for name in FACTS}
        page = {
            "texts": texts,
            "missing_texts": missing_texts(practice),
            "facts": facts,
            "took": [facts["staff"], facts["duration"]],
            "sharing": [stated(practice, name, user) for name in SHARING],
            "cost": in_currency(practice.cost, practice.currency) if practice.cost is not None else "",
            "stages": line(list(Practice.Stage), practice.stage) if practice.stage else [],
            "results": [Line(row, bars(row.before, row.after)) for row in told.results],
            "partners": told.partners,
            "here": self.here(user),
            "adopting": adopting(practice, user, add.get("adoption", "")),
            "adding": add,
            "gaps": GAPS,
            "used": use_of(practice) if practice.circle_id == Circle.EVERYONE else "",
            "fact_url": fact_url(practice),
            "checklist": Checklist(criteria(told), self.get_edit_url() or ""),
        }
        return {**super().get_context_data(**kwargs), **page}

    def get_shown(self) -> list[Shown]:
        """What the page does not tell in a place of its own."""
        return shown_fields(self.object, [field_of(name) for name in AIMS], self.request.user)

    def here(self, user: User) -> dict[str, Any]:
        """What a practice found elsewhere is to us."""
        if self.object.origin != Practice.Origin.FOUND:
            return {}
        needed = shown_field(self.object, field_of("needed_by"), user)
        return {"needed_by": needed, "reason": in_language(self.object.verdict_reason, get_language() or "en")}


FACTS = ("cost", "staff", "duration", "transferability", "organisation")
SHARING = ("languages", "licence", "validated_by", "validated_on", "review")
AIMS = ("goals", "themes", "source")


def fact_url(practice: Practice) -> str:
    """The page on which a source tells of the same."""
    source, _colon, key = practice.fact.partition(":")
    return reverse("projects:project", args=[source, key]) if source and key else ""
