"""From a source to a record: what a source tells of a practice becomes one of ours, which a person completes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from kokoaan.lib.text import Text, TextField, Version
from kokoaan.places.models import Place
from kokoaan.practices.models import Practice
from kokoaan.practices.pages import PracticeAdd
from kokoaan.practices.register import PracticeRegister
from kokoaan.projects.models import Participation, Project
from kokoaan.projects.telling import outcomes
from kokoaan.records.models import Record
from kokoaan.sources.registry import SOURCES
from kokoaan.strategy.models import Concept
from kokoaan.strategy.themes import themes_named

# So many themes of a source are looked up.
THEMES = 50


class Keep(PracticeAdd):
    """The form of a new practice, filled in with the words of a source; one that is kept already is shown instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.project = get_object_or_404(Project, source=kwargs["source"], key=kwargs["key"])
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kept := Practice.objects.visible_to(self.request.user).filter(fact=fact_of(self.project)).first():
            messages.info(request, _("This is kept already."))
            return redirect("practice:inspect", kept.pk)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def get_add_url(self) -> str:
        # The source's key stays in the address, so that a form with errors comes back to the same fact.
        return self.request.path  # type: ignore[no-any-return]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.begun}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "themes": themes_of(self.project)}

    @cached_property
    def begun(self) -> Practice:
        return begun_from(self.project)

    def save_instance(self) -> Record:
        # A text that stayed as the source has it stays marked as the source marks it.
        for name, value in self.form.values.items():
            if isinstance(Practice._meta.get_field(name), TextField):
                setattr(self.form.instance, name, value)
        return super().save_instance()


def fact_of(project: Project) -> str:
    return f"{project.source}:{project.key}"


def begun_from(project: Project) -> Practice:
    """A found practice in the words of its source. Nothing is saved."""
    lead = lead_of(project)
    source = SOURCES.get(project.source)
    return Practice(
        origin=Practice.Origin.FOUND,
        title=project.title or {"en": {"text": project.acronym}},
        solution=project.summary,
        results=results_of(project),
        place=place_of(project, lead),
        body=lead.organisation.name[:200] if lead else "",
        stage=project.stage,
        begins=project.begins,
        ends=project.ends,
        pages=project.url,
        source=project.url,
        licence=str(source.licence)[:100] if source else "",
        fact=fact_of(project),
    )


def results_of(project: Project) -> Text:
    """What came of it, as its source marks it, without the lines that prove it."""
    return {lang: worded(project.results[lang], words) for lang, words in outcomes(project).items()}


def worded(version: Version, words: str) -> Version:
    return Version(**{**version, "text": words})


def lead_of(project: Project) -> Participation | None:
    """Who led it; where nobody is named the lead, the only one there is."""
    parts = list(project.participations.select_related("organisation", "place").order_by("pk"))
    leads = [part for part in parts if part.role == Participation.Role.LEAD] or (parts if len(parts) == 1 else [])
    return leads[0] if leads else None


def place_of(project: Project, lead: Participation | None) -> Place | None:
    """Where the lead is; else the place that all who took part share."""
    if lead and lead.place:
        return lead.place
    places = list(Place.objects.filter(pk__in=project.participations.exclude(place=None).values("place"))[:2])
    return places[0] if len(places) == 1 and lead is None else None


def themes_of(project: Project) -> list[Concept]:
    """The themes of the source that are concepts of ours; others stay with the source."""
    known, _unknown = themes_named([str(theme) for theme in project.themes[:THEMES]])
    return known


def keep(request: HttpRequest, source: str, key: str) -> HttpResponse:
    register = PracticeRegister()
    view = register.construct_view(Keep, **register.get_add_view_kwargs())
    answer: HttpResponse = view(request, source=source, key=key)
    return answer
