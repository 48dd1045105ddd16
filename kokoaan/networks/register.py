from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.networks.filters import MembershipFilterSet
from kokoaan.networks.models import MemberList, Membership
from kokoaan.records.register import Register
from kokoaan.strategy.fields import GoalsField, ThemesField


class MembershipRegister(Register):
    """What we belong to: level, fee, why we joined, why we left."""

    model = Membership
    purpose = _("What we belong to: at which level, for which fee, why we joined and why we left.")
    filter_set = MembershipFilterSet
    icon = "group"
    menu_label = _("Memberships")
    menu_order = 105
    form_fields = (
        *("organisation", "level", "status", "begins", "ends", "decision", "fee", "currency", "fee_note"),
        *("why_joined", "why_left", "note", "review", "goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {"goals": GoalsField(), "themes": ThemesField()}
    list_display = ("__str__", "status", "begins", "ends", "fee", "currency", "owner", "circle")
    list_related = ("organisation", "owner", "circle")
    list_filter = ("status", "level", "owner", "circle")
    list_export = (
        *("__str__", "level", "status", "begins", "ends", "decision", "fee", "currency", "fee_note"),
        *("why_joined", "why_left", "note", "review", "source", "owner", "circle", "is_example"),
    )
    search_columns = ("decision",)
    search_linked = {"organisation": "folded"}
    add_to_admin_menu = True


class MemberListRegister(Register):
    """Who belongs to a body, as one page listed it at one time."""

    model = MemberList
    purpose = _("Who belongs to a body, as one page listed it at one time. Two pages may differ: both are kept.")
    icon = "list-ul"
    menu_order = 120
    form_fields = ("organisation", "as_of", "members", "note", "source", "owner", "circle")
    list_display = ("__str__", "as_of", "owner", "circle")
    list_related = ("organisation", "owner", "circle")
    list_filter = ("owner", "circle")
    list_export = ("__str__", "as_of", "members", "note", "source", "owner", "circle", "is_example")
    search_linked = {"organisation": "folded"}
    add_to_admin_menu = True
