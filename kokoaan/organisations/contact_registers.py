"""The registers of people: each person, and what hangs on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from kokoaan.organisations.card_views import PersonCard, PersonIndex
from kokoaan.organisations.erase_view import PersonErase
from kokoaan.organisations.filters import PersonFilterSet
from kokoaan.organisations.models import Acquaintance, ContactDetail, Organisation, Person, PersonalNote, Role
from kokoaan.organisations.person_page import Met, PersonInspect
from kokoaan.people.models import User
from kokoaan.records.register import Register
from kokoaan.records.register.linking import RecordField

PERSON = {"person": RecordField(Person, label=_("Person"))}


class PersonRegister(Register):
    """The people whom the desk deals with, each in their functions."""

    model = Person
    filter_set = PersonFilterSet
    index_view_class = PersonIndex
    inspect_view_class = PersonInspect
    inspect_template_name = "organisations/person.html"
    purpose = _("The people whom the desk deals with, each in their functions.")
    icon = "user"
    form_fields = (
        *("given", "family", "order", "also", "title", "honorific", "languages", "basis", "retain_until"),
        *("source", "owner", "circle"),
    )
    identified_by = ("given", "family")
    form_widgets = {
        "retain_until": forms.DateField(
            label=_("Keep until"),
            required=False,
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            help_text=_("Look at it again then: renew it, or erase the person."),
        )
    }
    list_display = (
        *("__str__", Column("main_role", label=_("Role")), "basis", "confirmed", "retain_until", "owner", "circle"),
    )
    list_filter = ("basis", "owner", "circle")
    search_columns = ("folded",)
    quick_fields = ("given", "family", "title")
    # When a reader's meetings say that a person was last met: the desk, on a higher floor, sets it (desk/register.py).
    last_met: ClassVar[Callable[[Person, User], Met | None]] = staticmethod(lambda person, user: None)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("vcard/<int:pk>/", self.construct_view(PersonCard), name="vcard"),
            path("erase/<int:pk>/", self.construct_view(PersonErase), name="erase"),
        ]


class RoleRegister(Register):
    """What people do in organisations."""

    model = Role
    purpose = _("What people do in which organisation, now and earlier.")
    icon = "user"
    form_fields = ("person", "organisation", "function", "unit", "begins", "ends", "is_main", "source")
    identified_by = ("person", "organisation", "function", "unit", "begins")
    form_widgets = {**PERSON, "organisation": RecordField(Organisation, label=_("Organisation"))}
    list_display = ("__str__", Column("held_by", label=_("Person")), "begins", "ends", "is_main", "owner", "circle")
    list_related = ("person", "organisation", "owner", "circle")
    list_filter = ("is_main", "owner", "circle")
    search_columns = ("folded",)
    search_linked = {"person": "folded", "organisation": "folded"}


class AcquaintanceRegister(Register):
    """Who of us knows whom."""

    model = Acquaintance
    purpose = _("Who of us knows whom: ask them before you write.")
    icon = "user"
    form_fields = ("person", "user", "how", "since", "note", "source")
    form_widgets = {
        **PERSON,
        "user": forms.ModelChoiceField(User.objects.filter(is_active=True), label=_("Who of us")),
    }
    list_display = ("__str__", Column("of_whom", label=_("Person")), "since", "note", "owner", "circle")
    list_related = ("person", "user", "owner", "circle")
    list_filter = ("user", "how", "owner", "circle")
    search_columns = ("folded",)
    search_linked = {"person": "folded"}


class ContactDetailRegister(Register):
    """How to reach people; each detail is seen by its own circle."""

    model = ContactDetail
    purpose = _("How to reach people. Each detail has its own circle: a mobile number may be for fewer than a name.")
    icon = "mail"
    form_fields = ("person", "kind", "value", "note", "source", "owner", "circle")
    identified_by = ("person", "kind", "value")
    form_widgets = {
        **PERSON,
        "value": forms.CharField(label=_("Address or number"), max_length=500, widget=forms.Textarea({"rows": 2})),
    }
    list_display = ("__str__", "kind", "note", "owner", "circle")
    list_related = ("person", "owner", "circle")
    list_filter = ("kind", "owner", "circle")
    search_columns = ("folded",)
    search_linked = {"person": "folded"}


class PersonalNoteRegister(Register):
    """What one of us noted about a person, for those in the note's circle."""

    model = PersonalNote
    purpose = _("Notes about people, each for those in its circle. Write nothing that the person may not read.")
    icon = "edit"
    form_fields = ("person", "text", "source", "owner", "circle")
    form_widgets = PERSON
    list_display = ("__str__", "owner", "circle")
    list_related = ("person", "owner", "circle")
    list_filter = ("owner", "circle")
    search_columns = ("folded",)
    search_linked = {"person": "folded"}
