from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.finder.models import Need
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import AimedFilterSet


class NeedRegister(Register):
    """What we look partners for, and what became of it. A need is made by keeping a search."""

    model = Need
    purpose = _("What we look partners for, and what became of it. A need is made by keeping a search.")
    filter_set = AimedFilterSet
    icon = "search"
    menu_order = 20
    form_fields = (
        *("text", "gain", "deadline", "goals", "themes", "stage", "why"),
        *("order", "wanted", "where", "size", "unusual", "source", "owner", "circle"),
    )
    form_widgets = {"goals": GoalsField(), "themes": ThemesField()}
    list_display = ("__str__", "stage", "gain", "deadline", "owner", "circle")
    list_filter = ("stage", "gain", "owner", "circle")
    list_export = (
        *("text", "stage", "why", "gain", "deadline", "opened", "order", "wanted", "where", "size", "unusual"),
        *("source", "owner", "circle", "is_example"),
    )
    search_columns = ("folded",)
    add_to_admin_menu = True
