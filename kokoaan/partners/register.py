from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.partners.filters import TieFilterSet
from kokoaan.partners.models import Tie
from kokoaan.places.fields import PlaceField
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField


class TieRegister(Register):
    """Our dated relations with cities: what kind, in which state, decided where, to be reviewed when."""

    model = Tie
    purpose = _("Our dated relations with cities and organisations: of what kind, in which state, decided where.")
    filter_set = TieFilterSet
    icon = "link"
    menu_order = 100
    form_fields = (
        *("place", "organisation", "kind", "kind_there", "status", "begins", "ends", "decision", "reason"),
        *("review", "goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {"place": PlaceField(required=False), "goals": GoalsField(), "themes": ThemesField()}
    list_display = ("other_side", "kind", "status", "begins", "review", "owner", "circle")
    list_related = ("place", "organisation", "owner", "circle")
    list_filter = ("status", "kind", "owner", "circle")
    list_export = (
        *("other_side", "kind", "kind_there", "status", "begins", "ends", "decision", "reason"),
        *("review", "source", "owner", "circle", "is_example"),
    )
    search_columns = ("place__names__folded", "decision")
    search_linked = {"organisation": "folded"}
    add_to_admin_menu = True
