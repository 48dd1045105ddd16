from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.organisations.models import Organisation
from kokoaan.places.fields import PlaceField
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import AimedFilterSet


class OrganisationRegister(Register):
    """Organisations of the outside world that the desk knows."""

    model = Organisation
    purpose = _("Organisations of the outside world that the desk knows.")
    filter_set = AimedFilterSet
    icon = "group"
    menu_order = 110
    form_fields = ("name", "kind", "place", "website", "notes", "goals", "themes", "source", "owner", "circle")
    identified_by = ("name", "place")
    form_widgets = {"place": PlaceField(required=False), "goals": GoalsField(), "themes": ThemesField()}
    list_display = ("name", "kind", "place", "owner", "circle")
    list_related = ("place", "owner", "circle")
    list_filter = ("kind", "owner", "circle")
    list_export = ("name", "kind", "place", "website", "source", "owner", "circle", "is_example")
    search_columns = ("folded", "place__names__folded")
    add_to_admin_menu = True
