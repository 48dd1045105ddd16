"""What can be added from anywhere: kinds of records with a quick form, and those with a page of their own."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kokoaan.office.registers import REGISTERS
from kokoaan.people.models import User
from kokoaan.records.register import Register

# What people say of a kind when they add one; the name of the model says the rest.
LEADS = {
    "meeting": _("Whom we met, what about, what comes next."),
    "organisation": _("A city, an institution, a network, a company."),
    "person": _("Somebody whom the desk deals with."),
    "tie": _("A relation with a city or an organisation."),
    "membership": _("What we belong to."),
    "benefit": _("What a tie or a membership gave us, in a line."),
    "commitment": _("Who commits to what, to whom, by when."),
    "agreement": _("What we have signed."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that a person may add."""

    name: str
    title: str
    lead: str
    icon: str
    url: str


def quick_registers() -> dict[str, type[Register]]:
    """The registers with a quick form, by the name of their model."""
    return {str(one.model._meta.model_name): one for one in REGISTERS if one.quick_fields}


def kinds_for(user: User) -> list[Kind]:
    """What this person may add, what is said of in LEADS first."""
    some = [one for one in REGISTERS if (one.quick_fields or one.adding_url_name) and may_add(one, user)]
    order = list(LEADS)
    ranked = sorted(some, key=lambda one: order.index(name_of(one)) if name_of(one) in order else len(order))
    return [kind_of(one) for one in ranked]


def may_add(register: type[Register], user: User) -> bool:
    return user.may("add", register.model)


def name_of(register: type[Register]) -> str:
    return str(register.model._meta.model_name)


def kind_of(register: type[Register]) -> Kind:
    name = name_of(register)
    elsewhere = register.adding_url_name
    url = reverse(elsewhere) if elsewhere else reverse("office:quick", args=[name])
    title = capfirst(str(register.model._meta.verbose_name))
    return Kind(name, title, str(LEADS.get(name, register.purpose)), register.icon, url)
