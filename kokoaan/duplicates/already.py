"""Kinds of which a new record may say what another says already: asked by rule, since they have no names to compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kokoaan.lib.pieces import pieces
from kokoaan.networks.models import Membership
from kokoaan.organisations.models import Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.places.fields import place_named
from kokoaan.records.likeness import Finder, Like
from kokoaan.records.models import Record

SHOWN = 5
Meant = TypeVar("Meant", bound=Model)


def running_ties(records: Sequence[Record], user: User) -> list[list[Like]]:
    """Of each the ties of its kind with the same other side that go on; none of one that has ended."""
    ties = cast(Sequence[Tie], records)
    going_on = Tie.objects.visible_to(user).exclude(status=Tie.Status.ENDED).select_related("owner", "place")
    by_side = with_side(ties, going_on, "place_id", "organisation_id")
    why = _("A tie of this kind with the same side goes on already; its owner is %(owner)s.")
    found = [[row for row in by_side(tie) if not tie.kind or row.kind == tie.kind] for tie in ties]
    return told(ties, found, why)


def memberships(records: Sequence[Record], user: User) -> list[list[Like]]:
    """Of each the memberships in the same organisation that have not ended; none of one that has."""
    asked = cast(Sequence[Membership], records)
    going_on = Membership.objects.visible_to(user).exclude(status=Membership.Status.ENDED)
    by_side = with_side(asked, going_on.select_related("owner", "organisation"), "organisation_id")
    why = _("A membership in the same organisation goes on already; its owner is %(owner)s.")
    return told(asked, [by_side(membership) for membership in asked], why)


def with_side(asked: Sequence[Any], rows: QuerySet[Any], *links: str) -> Callable[[Any], list[Any]]:
    """Gives the rows that have the same other side as one of these: read by few queries, however many are asked."""
    found: dict[tuple[int | None, ...], dict[int, Any]] = defaultdict(dict)
    for link in links:
        for some in pieces(sorted({getattr(one, link) for one in asked} - {None})):
            for row in rows.filter(**{f"{link}__in": some}):
                found[side(row, links)][row.pk] = row
    return lambda one: list(found[side(one, links)].values()) if any(side(one, links)) else []


def side(row: Any, links: Sequence[str]) -> tuple[int | None, ...]:
    return tuple(getattr(row, link) for link in links)


def told(asked: Sequence[Any], found: Sequence[Sequence[Any]], why: str) -> list[list[Like]]:
    """The first of the others that were found of each, unless it has ended itself."""
    return [
        [Like(row, [why % {"owner": row.owner}]) for row in rows if row.pk != one.pk][:SHOWN]
        if one.status != type(one).Status.ENDED
        else []
        for one, rows in zip(asked, found, strict=True)
    ]


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
    rule: Callable[[Sequence[Record], User], list[list[Like]]],
    read: Callable[[Mapping[str, str], User], Any],
    fields: tuple[str, ...],
) -> Finder:
    """A finder that asks by a rule; such records are not merged, so there is no page for one."""
    return Finder(
        asking=lambda user: lambda records: rule(records, user),
        typed=lambda typed, user: rule([read(typed, user)], user)[0],
        typed_fields=fields,
        typed_address=lambda: typed_address(str(model._meta.model_name)),
    )


def typed_address(name: str) -> str:
    return f"{reverse('duplicates:typed')}?{urlencode({'record': name})}"


BY_RULE: dict[type[Record], Finder] = {
    Tie: finder_by(Tie, running_ties, typed_tie, ("place", "organisation", "kind")),
    Membership: finder_by(Membership, memberships, typed_membership, ("organisation",)),
}
