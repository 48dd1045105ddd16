"""The page of an organisation: its parts, its people, and the registers that know it by an id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from kokoaan.organisations.ids import IDS
from kokoaan.organisations.models import Organisation, Role
from kokoaan.organisations.person_page import MOST, Held, held
from kokoaan.people.models import User
from kokoaan.records.register.inspecting import Shown
from kokoaan.records.register.views import Inspect


class OrganisationInspect(Inspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        people = people_of(self.object, self.request.user)
        told = {
            "shown": [*context["shown"], *ids_of(self.object)],
            "people": [one for one in people if not one.is_over],
            "former": [one for one in people if one.is_over],
            "adding_person": self.request.user.has_perm("organisations.add_role"),
        }
        return {**context, **told}


def ids_of(organisation: Organisation) -> list[Shown]:
    """Ids that are known, each leading to the register that gave it."""
    every = ((one, getattr(organisation, one.field)) for one in IDS)
    labels = {field.name: capfirst(str(field.verbose_name)) for field in organisation._meta.fields}
    return [Shown(labels[one.field], value, url=one.url(value)) for one, value in every if value]


def people_of(organisation: Organisation, user: User) -> list[Held]:
    """Roles in the organisation that user sees, by the person's name; a person is seen by whoever sees the role."""
    roles = Role.objects.visible_to(user).filter(organisation=organisation).select_related("person")
    rows = list(roles.order_by("person__family", "person__given", "pk")[:MOST])
    return [named(one, role) for one, role in zip(held(rows, user), rows, strict=True)]


def named(one: Held, role: Role) -> Held:
    return replace(one, person=str(role.person), person_url=reverse("person:inspect", args=[role.person_id]))
