from __future__ import annotations

from typing import Any

from django.db.models import Field
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from kokoaan.lib.money import AmountField
from kokoaan.organisations.models import Organisation
from kokoaan.projects.filters import JointProjectFilterSet
from kokoaan.projects.models import CountryProgramme, JointProject, ProjectPartner
from kokoaan.projects.pages import JointProjectPage
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField
from kokoaan.records.register.sections import Section
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import LastingFilterSet


class CountryProgrammeRegister(Register):
    """Lasting work with one country, carried by joint projects."""

    model = CountryProgramme
    purpose = _("Lasting work with one country, carried by joint projects rather than agreements.")
    filter_set = LastingFilterSet
    icon = "globe"
    menu_label = _("Countries")
    form_fields = (
        *("name", "country", "status", "begins", "ends", "purpose", "review"),
        *("goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {"goals": GoalsField(), "themes": ThemesField()}
    list_display = ("__str__", "country", "status", "begins", "owner", "circle")
    list_related = ("country", "owner", "circle")
    list_filter = ("status", "owner", "circle")
    search_columns = ("folded",)
    parts = (
        Section(JointProject, "country_programme", ("stage", "funding", "begins", "ends"), order=("-begins", "pk")),
    )


class JointProjectRegister(Register):
    """What we do together with others for a time, funded by the EU or not."""

    model = JointProject
    purpose = _("What we do together with others for a time: with whom, for whose money, and what came of it.")
    filter_set = JointProjectFilterSet
    icon = "folder-open-inverse"
    menu_label = _("Joint projects")
    quick_fields = ("name", "stage", "funding", "begins")
    form_fields = (
        *("name", "acronym", "stage", "funding", "programme", "call", "begins", "ends"),
        *("budget", "share", "grant", "currency", "country_programme", "fact", "summary", "results", "alone"),
        *("goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {
        "budget": AmountField(label=_("Total budget"), required=False, help_text=_("In figures: 240000 or 240 000.")),
        "share": AmountField(label=_("Our share"), required=False, help_text=_("What of it is ours to spend.")),
        "grant": AmountField(label=_("Grant to us"), required=False, help_text=_("What of our share others pay.")),
        "country_programme": RecordField(CountryProgramme, label=_("Country programme"), required=False),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = (
        "__str__",
        Column("full_name", label=_("Full name")),
        "stage",
        "funding",
        "begins",
        "ends",
        "owner",
        "circle",
    )
    list_related = ("country_programme", "owner", "circle")
    list_filter = ("stage", "country_programme", "owner", "circle")
    search_columns = ("folded",)
    # Partners stand by their sides on the page, results and sums in places of their own.
    inspect_view_class = JointProjectPage
    inspect_template_name = "projects/joint_project.html"

    def get_inspected(self) -> list[Field[Any, Any]]:
        apart = {"results", "alone", "budget", "share", "grant", "currency", "fact"}
        return [field for field in super().get_inspected() if field.name not in apart]


class ProjectPartnerRegister(Register):
    """Who takes part in joint projects, on our side and on the other."""

    model = ProjectPartner
    purpose = _("Who takes part in our joint projects, on our side and on the other.")
    icon = "group"
    menu_label = _("Partners in projects")
    form_fields = ("project", "organisation", "unit", "role", "side", "note", "source")
    form_widgets = {
        "project": RecordField(JointProject),
        "organisation": RecordField(Organisation, label=_("Organisation"), required=False),
    }
    list_display = ("__str__", "role", "side", "owner", "circle")
    list_related = ("project", "organisation", "unit", "owner", "circle")
    list_filter = ("role", "side", "owner", "circle")
    search_linked = {"project": "folded", "organisation": "folded"}
