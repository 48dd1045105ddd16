from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kokoaan.lib.said import versions
from kokoaan.projects.models import Project
from kokoaan.projects.starter import SOURCE, theme_names
from kokoaan.projects.telling import proof_of, result_of


@require_safe
def project(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """A project or practice as its source tells it. Facts are public: the page is the same for every reader."""
    found = get_object_or_404(Project.objects.select_related("snapshot"), source=source, key=key)
    parts = found.participations.select_related("organisation__country", "place__country")
    parts = parts.order_by("role", "organisation__name")
    names = theme_names() if source == SOURCE else {}
    context = {
        "project": found,
        "is_practice": source == SOURCE,
        "titles": versions(found.title),
        "summaries": versions(found.summary),
        "result": result_of(found),
        "proof": proof_of(found),
        "parts": parts,
        "themes": [names.get(theme, theme) for theme in found.themes],
    }
    return render(request, "projects/project.html", context)
