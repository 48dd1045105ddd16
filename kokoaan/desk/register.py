from __future__ import annotations

from kokoaan.desk.models import Meeting
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField


class MeetingRegister(Register):
    """Whom we met, what about, and what comes next."""

    model = Meeting
    icon = "calendar-alt"
    menu_order = 30
    form_fields = (
        *("who", "day", "about", "next_step", "next_by", "is_done", "goals", "themes"),
        *("source", "owner", "circle"),
    )
    form_widgets = {"goals": GoalsField(), "themes": ThemesField()}
    list_display = ("who", "day", "next_step", "next_by", "is_done", "owner", "circle")
    list_filter = ("is_done", "owner", "circle")
    list_export = (
        *("who", "day", "about", "next_step", "next_by", "is_done", "source", "owner", "circle", "is_example"),
    )
    search_columns = ("folded",)
    add_to_admin_menu = True
