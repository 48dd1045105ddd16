from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kokoaan.organisations.models import Organisation
from kokoaan.partners.filters import AgreementFilterSet, CommitmentFilterSet, TieFilterSet
from kokoaan.partners.forms import ClauseField, CommitmentForm, TieForm
from kokoaan.partners.models import Agreement, Clause, Commitment, EarlierStatus, Tie
from kokoaan.partners.moving import STATUS
from kokoaan.partners.pages.commitment import CommitmentPage, KeepCommitment
from kokoaan.partners.pages.move import Move
from kokoaan.partners.pages.tie import TieEdit, TiePage
from kokoaan.places.fields import PlaceField
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField, RecordsField
from kokoaan.records.register.sections import Section
from kokoaan.strategy.fields import GoalsField, ThemesField


class TieRegister(Register):
    """Our dated relations with cities: what kind, in which state, decided where, to be reviewed when."""

    model = Tie
    purpose = _("Our dated relations with cities and organisations: of what kind, in which state, decided where.")
    filter_set = TieFilterSet
    form_base = TieForm
    edit_view_class = TieEdit
    inspect_view_class = TiePage
    inspect_template_name = "partners/tie.html"
    icon = "link"
    form_fields = (
        *("place", "organisation", "kind", "kind_there", "purpose", "begins", "ends", "status", "since"),
        *("decision", "reason", "review", "goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {
        "place": PlaceField(required=False),
        "organisation": RecordField(
            Organisation, required=False, help_text=Tie._meta.get_field("organisation").help_text
        ),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("other_side", "kind", "status", "since", "review", "owner", "circle")
    list_related = ("place", "organisation", "owner", "circle")
    list_filter = ("status", "kind", "kind_there", "owner", "circle")
    search_columns = ("decision",)
    quick_fields = ("place", "organisation", "kind", "status")
    bulk_moves = {"status": STATUS}
    search_linked = {"place": "folded", "organisation": "folded"}

    def get_inspected(self) -> list[Any]:
        """What stands at the top of the page and in its timeline is not said again."""
        apart = {"status", "since", "review", "decision", "reason"}
        return [field for field in super().get_inspected() if field.name not in apart]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("move/<int:pk>/", self.construct_view(Move), name="move")]


class EarlierStatusRegister(Register):
    """What a tie was before: added by hand where it was so before the tie was entered here."""

    model = EarlierStatus
    purpose = _("What each tie was before its present status. The page of a tie shows them in order.")
    icon = "history"
    form_fields = ("tie", "status", "since", "until", "decision", "reason", "source")
    identified_by = ("tie", "status", "since")
    form_widgets = {"tie": RecordField(Tie)}
    list_display = ("__str__", "tie", "decision", "owner", "circle")
    list_related = ("tie__place", "tie__organisation", "owner", "circle")
    list_filter = ("status", "owner", "circle")
    search_columns = ("decision",)
    search_linked = {"tie": "sorted_as"}


class AgreementRegister(Register):
    """What we and others have put in writing."""

    model = Agreement
    purpose = _(
        "What we and others have put in writing: for how long, how it is renewed, and what both sides commit to in it."
    )
    filter_set = AgreementFilterSet
    icon = "doc-full"
    quick_fields = ("title", "kind", "tie", "begins")
    form_fields = (
        *("title", "kind", "tie", "parties", "signed", "begins", "ends", "renewal", "notice", "decision"),
        *("signed_here", "signed_there", "summary", "review", "goals", "themes", "source", "owner", "circle"),
    )
    form_widgets = {
        "tie": RecordField(Tie, required=False, help_text=Agreement._meta.get_field("tie").help_text),
        "parties": RecordsField(Organisation, required=False, label=_("Other parties")),
        "goals": GoalsField(),
        "themes": ThemesField(),
    }
    list_display = ("__str__", "kind", "begins", "ends", "renewal", "owner", "circle")
    list_filter = ("kind", "renewal", "owner", "circle")
    search_columns = ("folded", "decision")
    search_linked = {"tie": "sorted_as"}
    parts = (
        Section(Clause, "agreement", (), order=("position", "pk")),
        Section(Commitment, "agreement", ("side", "state", "due", "clause")),
    )


class ClauseRegister(Register):
    """The numbered pieces of agreements."""

    model = Clause
    purpose = _("The numbered pieces of agreements. The page of an agreement shows them in order.")
    icon = "list-ol"
    form_fields = ("agreement", "number", "heading", "text", "position", "source")
    identified_by = ("agreement", "number", "heading")
    form_widgets = {"agreement": RecordField(Agreement)}
    list_display = ("__str__", "agreement", "owner", "circle")
    list_related = ("agreement", "owner", "circle")
    list_filter = ("owner", "circle")
    search_columns = ("folded",)
    search_linked = {"agreement": "folded"}


class CommitmentRegister(Register):
    """Who commits to what, to whom, by when, on both sides."""

    model = Commitment
    purpose = _("Who commits to what, to whom, by when, on both sides; what shows that it was kept.")
    filter_set = CommitmentFilterSet
    form_base = CommitmentForm
    inspect_view_class = CommitmentPage
    ordering = ("due", "pk")
    icon = "tasks"
    quick_fields = ("agreement", "side", "what", "due")
    form_fields = (
        *("agreement", "clause", "side", "what", "unit", "who", "whom", "due"),
        *("state", "done_on", "evidence", "evidence_note", "source"),
    )
    identified_by = ("agreement", "side", "what")
    form_widgets = {"agreement": RecordField(Agreement), "clause": ClauseField(required=False)}
    list_display = ("__str__", "side", "state", "due", "agreement", "owner", "circle")
    list_related = ("agreement", "owner", "circle")
    list_filter = ("side", "owner", "circle")
    search_columns = ("folded",)
    search_linked = {"agreement": "folded"}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("done/<int:pk>/", self.construct_view(KeepCommitment), name="done")]
