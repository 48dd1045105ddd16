from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kokoaan.organisations.ids import IDS
from kokoaan.organisations.models import Organisation
from kokoaan.organisations.organisation_page import OrganisationInspect
from kokoaan.places.fields import PlaceField
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField
from kokoaan.records.register.sections import Section
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import AimedFilterSet


class OrganisationRegister(Register):
    """Organisations of the outside world that the desk knows."""

    model = Organisation
    purpose = _("Organisations of the outside world that the desk knows.")
    filter_set = AimedFilterSet
    inspect_view_class = OrganisationInspect
    inspect_template_name = "organisations/organisation.html"
    parts = (Section(Organisation, "parent", ("acronym", "kind"), title=_("Parts of it"), order=("name", "pk")),)
    icon = "group"
    form_fields = (
        *("name", "names", "acronym", "kind", "parent", "place", "website", "summary", "notes", "goals", "themes"),
        *("wikidata", "transparency", "pic", "business_id", "source", "owner", "circle"),
    )
    identified_by = ("name", "place")
    ids = tuple(one.field for one in IDS)
    form_widgets = {
        "parent": RecordField(Organisation, required=False, label=_("Part of")),
        "place": PlaceField(required=False),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("name", "acronym", "kind", "place", "owner", "circle")
    list_related = ("place", "owner", "circle")
    list_filter = ("kind", "owner", "circle")
    search_columns = ("folded", *ids)
    search_linked = {"place": "folded"}
    quick_fields = ("name", "kind", "place")

    def get_inspected(self) -> list[Any]:
        """Without the ids: the page lists them last, each with its register."""
        apart = {one.field for one in IDS}
        return [field for field in super().get_inspected() if field.name not in apart]
