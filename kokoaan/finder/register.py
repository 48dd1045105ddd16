from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kokoaan.finder import need_views
from kokoaan.finder.models import Need
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import AimedFilterSet


class NeedRegister(Register):
    """What we look partners for, and what became of it. A need is made by keeping a search."""

    model = Need
    purpose = _("What we look partners for, and what became of it. A need is made by keeping a search.")
    filter_set = AimedFilterSet
    icon = "clipboard-list"
    form_fields = (
        *("text", "gain", "deadline", "goals", "themes", "stage", "why"),
        *("order", "wanted", "where", "size", "unusual", "source", "owner", "circle"),
    )
    form_widgets = {"goals": GoalsField(), "themes": ThemesField()}
    list_display = ("__str__", "stage", "gain", "deadline", "owner", "circle")
    list_filter = ("stage", "gain", "owner", "circle")
    search_columns = ("folded",)

    add_view_class = need_views.NeedAdd
    inspect_view_class = need_views.NeedPage
    create_template_name = "finder/need_form.html"
    inspect_template_name = "finder/need.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("outcomes/", need_views.outcomes, name="outcomes"),
            path("shortlist/<int:pk>/", need_views.shortlisting, name="shortlist"),
            path("weigh/<int:pk>/", need_views.weighing, name="weigh"),
            *super().get_urlpatterns(),
        ]
