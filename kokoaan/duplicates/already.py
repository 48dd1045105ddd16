"""Kinds of which a new record may say what another says already: asked by rule, since they have no names to compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kokoaan.networks.models import Membership
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.places.fields import place_named
from kokoaan.records.likeness import Finder, Like
from kokoaan.records.models import Record

SHOWN = 5
Meant = TypeVar("Meant", bound=Model)


def running_ties(record: Record, user: User) -> list[Like]:
    """Ties of the kind with the same other side that go on; none for one that has ended."""
    tie = cast(Tie, record)
    is_new_side = tie.organisation is not None and tie.organisation.pk is None
    if tie.status == Tie.Status.ENDED or is_new_side or not (tie.place_id or tie.organisation_id):
        return []
    rows = Tie.objects.visible_to(user).exclude(status=Tie.Status.ENDED).exclude(pk=tie.pk)
    rows = rows.filter(place=tie.place_id, organisation=tie.organisation_id).select_related("owner", "place")
    if tie.kind:
        rows = rows.filter(kind=tie.kind)
    why = _("A tie of this kind with the same side goes on already; its owner is %(owner)s.")
    return [Like(row, [why % {"owner": row.owner}]) for row in rows[:SHOWN]]


def memberships(record: Record, user: User) -> list[Like]:
    """Memberships in the same organisation that have not ended."""
    membership = cast(Membership, record)
    if membership.status == Membership.Status.ENDED or not membership.organisation_id:
        return []
    rows = Membership.objects.visible_to(user).exclude(status=Membership.Status.ENDED).exclude(pk=membership.pk)
    rows = rows.filter(organisation=membership.organisation_id).select_related("owner", "organisation")
    why = _("A membership in the same organisation goes on already; its owner is %(owner)s.")
    return [Like(row, [why % {"owner": row.owner}]) for row in rows[:SHOWN]]


def typed_tie(typed: Mapping[str, str], user: User) -> Tie:
    place = meant(typed.get("place", ""), place_named)
    return Tie(place=place, organisation=organisation_meant(typed, user), kind=typed.get("kind", "")[:14])


def typed_membership(typed: Mapping[str, str], user: User) -> Membership:
    body = organisation_meant(typed, user)
    # One that is not said is no membership of nobody.
    return Membership(organisation=body) if body else Membership()


def organisation_meant(typed: Mapping[str, str], user: User) -> Organisation | None:
    # Forms are made when all apps are ready, and this is read before.
    from kokoaan.records.register.linking import record_named

    return meant(typed.get("organisation", ""), lambda name: cast(Organisation, record_named(name, Organisation, user)))


def meant(name: str, find: Callable[[str], Meant]) -> Meant | None:
    """What a name means, when it means one thing already."""
    try:
        return find(name.strip()[:300]) if name.strip() else None
    except ValidationError:
        return None


def finder_by(
    model: type[Record],
    rule: Callable[[Record, User], list[Like]],
    read: Callable[[Mapping[str, str], User], Any],
    fields: tuple[str, ...],
) -> Finder:
    """A finder that asks by a rule; such records are not merged, so there is no page for one."""
    return Finder(
        find=rule,
        typed=lambda typed, user: rule(read(typed, user), user),
        typed_fields=fields,
        typed_address=lambda: typed_address(str(model._meta.model_name)),
    )


def typed_address(name: str) -> str:
    return f"{reverse('duplicates:typed')}?{urlencode({'record': name})}"


BY_RULE: dict[type[Record], Finder] = {
    Tie: finder_by(Tie, running_ties, typed_tie, ("place", "organisation", "kind")),
    Membership: finder_by(Membership, memberships, typed_membership, ("organisation",)),
}
