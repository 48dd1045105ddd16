"""Roles give verbs (add, change, delete), never sight. They are groups whose verbs are exactly those written here."""

from __future__ import annotations

from itertools import product

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

OFFICE = "wagtailadmin.access_admin"
# Every kind of record: app and model. A kind that is missing here fails the suite.
RECORDS = (
    *("strategy.goal", "organisations.organisation", "partners.tie", "networks.membership", "networks.memberlist"),
    *("projects.countryprogramme", "finder.need", "desk.meeting"),
    *("partners.earlierstatus", "partners.agreement", "partners.clause", "partners.commitment", "records.attachment"),
    *("networks.fee", "networks.seat", "projects.jointproject", "projects.projectpartner", "review.benefit"),
    *("organisations.person", "organisations.role", "organisations.acquaintance"),
    *("organisations.contactdetail", "organisations.personalnote"),
    *("practices.practice", "practices.practiceresult", "practices.practicepartner", "practices.adoption"),
    "practices.enquiry",
    "library.watch",
    "records.savedview",
)
# The strategy belongs to the whole city: coordinators write it, everyone hangs their work on it.
DAILY = tuple(kind for kind in RECORDS if kind != "strategy.goal")


def verbs(*actions: str, on: tuple[str, ...] = RECORDS) -> tuple[str, ...]:
    """Permission names for actions on kinds: verbs("add", on=("partners.tie",)) is ("partners.add_tie",)."""
    pairs = (kind.split(".") for kind in on)
    return tuple(f"{app}.{action}_{model}" for (app, model), action in product(pairs, actions))


# Who may change circles sees to the whole: the front page is an overview for them.
OVERVIEW = "people.change_circle"

# No role has verbs on accounts: who can set another's password or address can read what they read.
ROLES: dict[str, tuple[str, ...]] = {
    "Coordinator": (
        OFFICE,
        *verbs("view", "add", "change", "delete"),
        *verbs("view", "add", "change", on=("people.circle", "people.unit")),
    ),
    "Expert": (OFFICE, *verbs("view"), *verbs("add", "change", "delete", on=DAILY)),
    "Adviser": (OFFICE, *verbs("view"), *verbs("add", "change", on=DAILY)),
}


@transaction.atomic
def make_roles() -> dict[str, Group]:
    """Make the groups and give each exactly its verbs. Raises ImproperlyConfigured for a verb that does not exist."""
    groups = {}
    for name, names in ROLES.items():
        groups[name], _made = Group.objects.get_or_create(name=name)
        groups[name].permissions.set([permission(verb) for verb in names])
    return groups


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    try:
        return Permission.objects.get(content_type__app_label=app, codename=codename)
    except Permission.DoesNotExist:
        raise ImproperlyConfigured(
            f"There is no permission “{name}”. Correct ROLES in kokoaan/people/roles.py."
        ) from None
