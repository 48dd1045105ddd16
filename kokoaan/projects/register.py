from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.projects.models import CountryProgramme
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField
from kokoaan.strategy.filters import LastingFilterSet


class CountryProgrammeRegister(Register):
    """Lasting work with one country, carried by joint projects."""

    model = CountryProgramme
    purpose = _("Lasting work with one country, carried by joint projects rather than agreements.")
    filter_set = LastingFilterSet
    icon = "globe"
    menu_label = _("Countries")
    menu_order = 115
    form_fields = (
        *("name", "country", "status", "begins", "ends", "purpose", "review"),
        *("goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {"goals": GoalsField(), "themes": ThemesField()}
    list_display = ("__str__", "country", "status", "begins", "owner", "circle")
    list_related = ("country", "owner", "circle")
    list_filter = ("status", "owner", "circle")
    list_export = (
        *("__str__", "country", "status", "begins", "ends", "review", "source"),
        *("owner", "circle", "is_example"),
    )
    add_to_admin_menu = True
