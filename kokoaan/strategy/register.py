from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.records.register import Register
from kokoaan.strategy.models import Goal
from kokoaan.strategy.pages import GoalPage, Tree


class GoalRegister(Register):
    """The city strategy of each council term, as a tree."""

    model = Goal
    purpose = _("The city strategy of each council term, as a tree. Every tie, need and meeting can hang on its goals.")
    icon = "pick"
    index_view_class = Tree
    inspect_view_class = GoalPage
    inspect_template_name = "strategy/goal.html"
    form_fields = ("name", "term", "parent", "position", "description", "successor", "source", "owner", "circle")
    identified_by = ("name", "term", "parent")
    list_display = ("__str__", "term", "owner", "circle")
    list_related = ("owner", "circle", "successor")
    list_filter = ("term", "owner", "circle")
    list_per_page = 100
