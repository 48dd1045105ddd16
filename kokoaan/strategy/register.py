from __future__ import annotations

from kokoaan.records.register import Register
from kokoaan.strategy.models import Goal


class GoalRegister(Register):
    """The city strategy of each council term, as a tree."""

    model = Goal
    icon = "pick"
    menu_order = 90
    form_fields = ("name", "term", "parent", "position", "description", "successor", "source", "owner", "circle")
    list_display = ("__str__", "number", "term", "owner", "circle")
    list_related = ("owner", "circle")
    list_filter = ("term", "owner", "circle")
    list_export = ("number", "__str__", "term", "source", "owner", "circle", "is_example")
    list_per_page = 100
    add_to_admin_menu = True
