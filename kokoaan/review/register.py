from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kokoaan.networks.models import Membership
from kokoaan.partners.models import Tie
from kokoaan.projects.models import JointProject
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField
from kokoaan.review.filters import BenefitFilterSet
from kokoaan.review.models import Benefit
from kokoaan.strategy.fields import GoalsField, ThemesField


class BenefitRegister(Register):
    """What ties, memberships and joint projects gave us, one line each."""

    model = Benefit
    purpose = _("What our ties, memberships and joint projects gave us: one line each, with what shows it.")
    filter_set = BenefitFilterSet
    icon = "success"
    menu_label = _("Benefits")
    form_fields = (
        *("gave", "kind", "tie", "membership", "project", "day", "evidence", "source", "goals", "themes"),
        *("owner", "circle"),
    )
    identified_by = ("gave", "tie", "membership", "project", "day")
    form_widgets = {
        "tie": RecordField(Tie, label=_("Tie"), required=False),
        "membership": RecordField(Membership, label=_("Membership"), required=False),
        "project": RecordField(JointProject, label=_("Joint project"), required=False),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("__str__", "of", "kind", "day", "owner", "circle")
    list_related = ("tie__place", "tie__organisation", "membership__organisation", "project", "owner", "circle")
    list_filter = ("kind", "owner", "circle")
    search_columns = ("folded",)
    adding_url_name = "review:log"
