from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kokoaan.desk.fields import WhoField
from kokoaan.desk.filters import MeetingFilterSet
from kokoaan.desk.meeting_people import last_met
from kokoaan.desk.models import Meeting
from kokoaan.desk.who import Who
from kokoaan.organisations.contact_registers import PersonRegister
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField

# People stand on a lower floor, which knows no meetings.
PersonRegister.last_met = staticmethod(last_met)


class MeetingRegister(Register):
    """Whom we met, what about, and what comes next."""

    model = Meeting
    purpose = _("Whom we met, what about, and what comes next.")
    icon = "calendar-alt"
    form_fields = (
        *("who", "day", "about", "next_step", "next_by", "is_done", "goals", "themes"),
        *("source", "owner", "circle"),
    )
    form_widgets = {"who": WhoField(), "goals": GoalsField(), "themes": ThemesField()}
    list_display = ("who", "day", "next_step", "next_by", "is_done", "owner", "circle")
    list_filter = ("is_done", "owner", "circle")
    search_columns = ("folded",)
    filter_set = MeetingFilterSet
    adding_url_name = "desk:log"
    inspect_template_name = "desk/meeting.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("who/<int:pk>/", self.construct_view(Who), name="who")]

    def get_inspected(self) -> list[Any]:
        """The form's fields, and what the names in `who` are known to be."""
        links = [self.model._meta.get_field(name) for name in ("places", "organisations", "people")]
        first, *rest = super().get_inspected()
        return [first, *links, *rest]
