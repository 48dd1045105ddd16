from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from kokoaan.lib.money import AmountField
from kokoaan.organisations.models import Organisation
from kokoaan.places.fields import PlaceField
from kokoaan.practices import reading_views
from kokoaan.practices.filters import AdoptionFilterSet, PracticeFilterSet
from kokoaan.practices.form import FIELDS, PracticeForm
from kokoaan.practices.listing import PracticeIndex
from kokoaan.practices.models import Adoption, Enquiry, Practice, PracticePartner, PracticeResult
from kokoaan.practices.pages import AdoptionAdd, PracticeAdd, PracticeEdit, PracticePage
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField
from kokoaan.strategy.fields import GoalsField, ThemesField

OWNER = RecordField(Organisation, label=_("Owning organisation"), required=False)


class PracticeRegister(Register):
    """What works: ours, which we share, and what was found elsewhere."""

    model = Practice
    purpose = _("What works somewhere: ours, which we share, and what we found elsewhere and may take over.")
    filter_set = PracticeFilterSet
    icon = "pick"
    menu_label = _("Practices")
    propose_label = _("Propose it for the public library")
    index_view_class = PracticeIndex
    quick_fields = ("title", "promise", "origin", "place")
    form_fields = FIELDS
    form_base = PracticeForm
    add_view_class = PracticeAdd
    edit_view_class = PracticeEdit
    inspect_view_class = PracticePage
    create_template_name = edit_template_name = "practices/edit.html"
    inspect_template_name = "practices/practice.html"
    form_widgets = {
        "place": PlaceField(required=False),
        "organisation": OWNER,
        "cost": AmountField(label=_("Money"), required=False, help_text=_("In figures: 240000 or 240 000.")),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("__str__", Column("place", label=_("Place")), "origin", "stage", "review", "owner", "circle")
    list_related = ("place", "owner", "circle")
    list_filter = ("origin", "stage", "verdict", "needed_by", "owner", "circle")
    search_columns = ("folded",)
    search_linked = {"place": "folded", "organisation": "folded"}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("read/", reading_views.read, name="read"),
            path("read/<uuid:uid>/", reading_views.reading, name="reading"),
            *super().get_urlpatterns(),
        ]


class PracticeResultRegister(Register):
    """What practices changed, with where it can be checked."""

    model = PracticeResult
    purpose = _("What practices changed: the indicator before and after, and where that can be checked.")
    icon = "order-up"
    menu_label = _("Results of practices")
    form_fields = ("practice", "indicator", "before", "after", "as_of", "source")
    identified_by = ("practice", "indicator")
    form_widgets = {"practice": RecordField(Practice)}
    list_display = ("__str__", "practice", "before", "after", "as_of", "owner", "circle")
    list_related = ("practice", "owner", "circle")
    list_filter = ("owner", "circle")
    search_linked = {"practice": "folded"}


class PracticePartnerRegister(Register):
    """Who made practices together."""

    model = PracticePartner
    purpose = _("Who made each practice together with its owner, and what they gave.")
    icon = "group"
    menu_label = _("Partners in practices")
    form_fields = ("practice", "organisation", "name", "role", "support", "source")
    identified_by = ("practice", "organisation", "name")
    form_widgets = {
        "practice": RecordField(Practice),
        "organisation": RecordField(Organisation, label=_("Organisation"), required=False),
    }
    list_display = ("__str__", "role", "support", "owner", "circle")
    list_related = ("practice", "organisation", "owner", "circle")
    list_filter = ("support", "owner", "circle")
    search_linked = {"practice": "folded", "organisation": "folded"}


class AdoptionRegister(Register):
    """Who takes what over, step by step."""

    model = Adoption
    purpose = _("Who takes a practice over, from seen to in use or dropped, with what was changed and why.")
    icon = "redirect"
    menu_label = _("Adoption")
    filter_set = AdoptionFilterSet
    add_view_class = AdoptionAdd
    form_fields = ("practice", "unit", "place", "organisation", "stage", "on", "changed", "reason", "source")
    identified_by = ("practice", "unit", "place", "organisation", "stage", "on")
    form_widgets = {
        "practice": RecordField(Practice),
        "place": PlaceField(required=False, label=_("Or city")),
        "organisation": RecordField(Organisation, label=_("Or organisation"), required=False),
    }
    list_display = ("__str__", "practice", "stage", "on", "owner", "circle")
    list_related = ("practice", "unit", "place", "organisation", "owner", "circle")
    list_filter = ("stage", "owner", "circle")
    search_linked = {"practice": "folded", "place": "folded", "organisation": "folded"}


class EnquiryRegister(Register):
    """Who wants to learn from us, and who answers by when."""

    model = Enquiry
    purpose = _("Other cities that want to learn from us: what they ask, who answers, by when.")
    icon = "mail"
    menu_label = _("Enquiries")
    identified_by = ("city", "came")
    form_fields = (
        *("practice", "city", "contact_name", "email", "language", "question", "came", "deadline", "state", "answer"),
        *("source", "owner", "circle"),
    )
    form_widgets = {"practice": RecordField(Practice, required=False, label=_("Practice"))}
    list_display = ("__str__", "practice", "state", "deadline", "owner", "circle")
    list_related = ("practice", "owner", "circle")
    list_filter = ("state", "owner", "circle")
    search_columns = ("folded",)
    search_linked = {"practice": "folded"}
