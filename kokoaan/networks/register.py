from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from kokoaan.lib.money import AmountField
from kokoaan.networks.filters import FeeFilterSet, MembershipFilterSet
from kokoaan.networks.models import Fee, MemberList, Membership, Seat
from kokoaan.networks.pages import MembershipPage
from kokoaan.organisations.models import Organisation
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField
from kokoaan.records.register.sections import Section
from kokoaan.strategy.fields import GoalsField, ThemesField


class MembershipRegister(Register):
    """What we belong to: level, fee, why we joined, why we left."""

    model = Membership
    purpose = _("What we belong to: at which level, for which fee, in which seats, why we joined and why we left.")
    filter_set = MembershipFilterSet
    icon = "group"
    quick_fields = ("organisation", "level", "status", "begins")
    menu_label = _("Memberships")
    form_fields = (
        *("organisation", "level", "through", "status", "begins", "ends", "decision", "coordinator"),
        *("budget_line", "fee_note", "renews", "renewal", "notice_months", "why_joined", "why_left", "note"),
        *("review", "goals", "themes", "source", "owner", "circle"),
    )
    identified_by = ("organisation", "level", "through", "begins")
    form_widgets = {
        "organisation": RecordField(Organisation, label=_("In which organisation")),
        "through": RecordField(
            Organisation,
            label=_("Through which organisation"),
            required=False,
            help_text=_("When another body belongs, and we take part through it."),
        ),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("__str__", "status", "begins", "ends", "renews", "coordinator", "owner", "circle")
    list_related = ("organisation", "coordinator", "owner", "circle")
    list_filter = ("status", "level", "renewal", "coordinator", "owner", "circle")
    # Fees have a table and bars of their own on the page.
    parts = (Section(Seat, "membership", ("body", "holder", "office", "begins", "ends")),)
    inspect_view_class = MembershipPage
    inspect_template_name = "networks/membership.html"
    search_columns = ("decision", "budget_line")
    search_linked = {"organisation": "folded"}


class MemberListRegister(Register):
    """Who belongs to a body, as one page listed it at one time."""

    model = MemberList
    purpose = _("Who belongs to a body, as one page listed it at one time. Two pages may differ: both are kept.")
    icon = "list-ul"
    form_fields = ("organisation", "as_of", "members", "note", "source", "owner", "circle")
    form_widgets = {"organisation": RecordField(Organisation, label=_("Organisation"))}
    list_display = ("__str__", "as_of", "owner", "circle")
    list_related = ("organisation", "owner", "circle")
    list_filter = ("owner", "circle")
    search_linked = {"organisation": "folded"}


class FeeRegister(Register):
    """What memberships cost, year by year."""

    model = Fee
    purpose = _("What memberships cost, year by year: as budgeted, as paid, or as a source states it.")
    filter_set = FeeFilterSet
    icon = "order"
    menu_label = _("Fees")
    form_fields = ("membership", "year", "amount", "currency", "kind", "note", "source")
    form_widgets = {
        "membership": RecordField(Membership),
        "amount": AmountField(label=_("Sum"), help_text=_("In figures: 6000 or 6000.50.")),
    }
    list_display = ("__str__", "year", Column("sum", label=_("Sum"), sort_key="amount"), "kind", "owner", "circle")
    list_related = ("membership__organisation", "owner", "circle")
    list_filter = ("year", "kind", "currency", "owner", "circle")
    search_linked = {"membership": "organisation__folded"}


class SeatRegister(Register):
    """Places of ours in the bodies of organisations that we belong to."""

    model = Seat
    purpose = _("Our places on the boards, committees and working groups of what we belong to, and who holds them.")
    icon = "user"
    menu_label = _("Seats")
    form_fields = ("membership", "name", "body", "role", "holder", "office", "begins", "ends", "source")
    form_widgets = {"membership": RecordField(Membership)}
    list_display = ("__str__", "body", Column("held_by", label=_("Held by")), "begins", "ends", "owner", "circle")
    list_related = ("membership__organisation", "holder", "owner", "circle")
    list_filter = ("body", "role", "holder", "owner", "circle")
    search_linked = {"membership": "organisation__folded"}
