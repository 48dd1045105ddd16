"""The page of a person: what they do and did, who of us knows them, how this reader reaches them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from kokoaan.lib.days import spanning
from kokoaan.organisations.models import Acquaintance, ContactDetail, Organisation, Person, PersonalNote, Role
from kokoaan.people.models import User
from kokoaan.records.register.views import Inspect

MOST = 100


@dataclass(frozen=True, slots=True)
class Met:
    """The latest meeting with a person that the reader may see."""

    day: date
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role as the page shows it: `where` is the organisation's name, `url` its page, if the reader sees it."""

    page: str
    what: str
    where: str
    url: str
    when: str
    is_over: bool
    person: str = ""
    person_url: str = ""


def roles_of(person: Person, user: User) -> list[Held]:
    rows = Role.objects.visible_to(user).filter(person=person)[:MOST]
    return held(rows, user)


def held(roles: Iterable[Role], user: User) -> list[Held]:
    """Roles in words, one query for the names of all their organisations."""
    roles = list(roles)
    seen = Organisation.objects.visible_to(user).in_bulk({role.organisation_id for role in roles})
    return [in_words(role, seen.get(role.organisation_id)) for role in roles]


def in_words(role: Role, organisation: Organisation | None) -> Held:
    return Held(
        page=reverse("role:inspect", args=[role.pk]),
        what=", ".join(part for part in (role.function, role.unit) if part),
        where=organisation.name if organisation else _("something that you cannot see"),
        url=reverse("organisation:inspect", args=[organisation.pk]) if organisation else "",
        when=spanning(role.begins, role.ends),
        is_over=role.is_over,
    )


class PersonInspect(Inspect):
    """What every reader of the person sees, and of details and notes those that this reader sees."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        card = Button(_("Save as vCard"), url=self.page("vcard", self.object), icon_name="download", priority=10)
        if not self.user_has_permission("delete"):
            return [card]
        erase = Button(_("Erase the person"), url=self.page("erase", self.object), icon_name="bin", priority=30)
        return [card, *super().header_more_buttons, erase]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user, person = self.request.user, self.object
        roles = roles_of(person, user)
        told = {
            "now": [role for role in roles if not role.is_over],
            "earlier": [role for role in roles if role.is_over],
            "details": of_person(ContactDetail, person, user, "circle"),
            "notes": of_person(PersonalNote, person, user, "circle", "owner"),
            "knowers": of_person(Acquaintance, person, user, "user"),
            "met": self.register.last_met(person, user),
            "adding": {model: add_url(model, person, user) for model in ADDED},
            "is_late": bool(person.retain_until and person.retain_until < timezone.localdate()),
        }
        return {**context, **told}


def of_person(model: Any, person: Person, user: User, *related: str) -> Sequence[Any]:
    rows = model.objects.visible_to(user).filter(person=person).select_related(*related)
    return list(rows[:MOST])


ADDED = ("role", "acquaintance", "contactdetail", "personalnote")


def add_url(model: str, person: Person, user: User) -> str:
    """Where one more is added to the person; "" for those who may not."""
    may = user.has_perm(f"organisations.add_{model}")
    return f"{reverse(f'{model}:add')}?person={person.pk}" if may else ""
