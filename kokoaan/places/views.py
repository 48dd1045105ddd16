from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kokoaan.places.outline import outline


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def world(request: HttpRequest) -> HttpResponse:
    """The land of the world, behind every map; its address changes when the drawing does."""
    return HttpResponse(outline(), content_type="image/svg+xml")
