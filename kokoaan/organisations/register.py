from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.organisations.models import Organisation
from kokoaan.places.fields import PlaceField
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import AimedFilterSet


class OrganisationRegister(Register):
    """Organisations of the outside world that the desk knows."""

    model = Organisation
    purpose = _("Organisations of the outside world that the desk knows.")
    filter_set = AimedFilterSet
    icon = "group"
    menu_order = 110
    form_fields = (
        *("name", "names", "acronym", "kind", "parent", "place", "website", "summary", "notes", "goals", "themes"),
        *("wikidata", "transparency", "pic", "business_id", "source", "owner", "circle"),
    )
    form_widgets = {
        "parent": RecordField(Organisation, required=False, label=_("Part of")),
        "place": PlaceField(required=False),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("name", "acronym", "kind", "place", "owner", "circle")
    list_related = ("place", "owner", "circle")
    list_filter = ("kind", "owner", "circle")
    list_export = (
        *("name", "acronym", "kind", "place", "website", "wikidata", "transparency", "pic", "business_id"),
        *("source", "owner", "circle", "is_example"),
    )
    search_columns = ("folded", "place__names__folded")
    add_to_admin_menu = True
