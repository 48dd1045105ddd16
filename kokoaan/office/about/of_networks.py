"""Memberships: what we belong to, and which networks sources say that a place belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.days import written
from kokoaan.lib.fold import fold
from kokoaan.networks.models import MemberList, Membership, MembershipClaim, Network
from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.reviewing import SHOWN, reviews
from kokoaan.office.about.subjects import Subject
from kokoaan.organisations.models import Kind as OrganisationKind
from kokoaan.organisations.models import OrganisationIdentity
from kokoaan.people.models import User
from kokoaan.records.pages import about_url
from kokoaan.sources.registry import title_of

LINKS = {
    "place": lambda subject, user: Q(organisation__in=subject.there(user)),
    "country": lambda subject, user: Q(organisation__in=subject.there(user)),
    "organisation": lambda subject, user: Q(organisation=subject.pk),
}
SOURCE = "city-networks"


def memberships(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Membership, subject, user, LINKS, "organisation", "circle", order="-begins")


def membership(row: Membership, subject: Subject) -> Entry:
    level, status = row.get_level_display(), row.get_status_display()
    own = subject.kind == "organisation"
    return Entry(
        key=f"membership:{row.pk}",
        name=capfirst(level) if own else row.name_of(row.organisation),
        note=status if own else f"{level} · {status}",
        url=reverse("membership:inspect", args=[row.pk]),
        begins=row.begins,
        ends=row.ends,
        status=row.status,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
        others=() if own else (f"organisation:{row.organisation_id}",),
    )


def due(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    yield from reviews(rows, "membership", day)
    for row in rows.filter(status=Membership.Status.NOTICE)[:SHOWN]:
        note = _("notice given; ends %(day)s") % {"day": written(row.ends)} if row.ends else _("notice given")
        yield Due(text=str(row), note=note, url=reverse("membership:inspect", args=[row.pk]), day=row.ends)


MEMBERSHIPS = Kind(
    name="memberships", title=gettext_lazy("Our memberships"), rows=memberships, entry=membership, due=due
)


def networks_like(names: Iterable[str]) -> list[int]:
    """The networks of the facts that bear one of these names, whole or as an acronym."""
    wanted = {form for name in names for form in forms_of(name)}
    rows = Network.objects.values_list("pk", "name", "acronym")
    return [pk for pk, name, acronym in rows if wanted & {fold(name), fold(acronym)} - {""}]


def forms_of(name: str) -> set[str]:
    """A name as it is written, and without what stands in brackets after it: "Union of the Baltic Cities (UBC)"."""
    return {fold(name), fold(name.partition("(")[0])} - {""}


def networks_of(organisation: Any) -> list[int]:
    """The networks of the facts that an organisation of ours is: by a source's key, else by its name."""
    keys = OrganisationIdentity.objects.filter(organisation=organisation, source=SOURCE).values("key")
    named = list(Network.objects.filter(source=SOURCE, key__in=keys).values_list("pk", flat=True))
    is_network = organisation.kind in {OrganisationKind.NETWORK, OrganisationKind.UNKNOWN}
    return named or (networks_like([organisation.name]) if is_network else [])


def our_networks(user: User) -> list[int]:
    """The networks of the facts to which we belong today, as the memberships that user sees say."""
    running = Membership.objects.visible_to(user).exclude(status=Membership.Status.ENDED)
    # A membership may lead to an organisation that user does not see: its name is not used.
    seen = running.filter(organisation__circle__in=user.circle_ids)
    return networks_like(seen.order_by().values_list("organisation__name", flat=True).distinct())


def networks(subject: Subject, user: User) -> QuerySet[Any] | None:
    """Networks of a place, those in common with us first."""
    if subject.kind != "place":
        return None
    claimed = MembershipClaim.objects.filter(place=settings.CITY_GEONAMES_ID, network=OuterRef("network"))
    ours = Exists(claimed) | Q(network__in=our_networks(user))
    with_us = Case(When(ours, then=Value(1)), default=Value(0))
    rows = MembershipClaim.objects.filter(place=subject.pk).select_related("network").annotate(with_us=with_us)
    return rows.order_by("-with_us", "network__name", "pk")


def network(row: Any, subject: Subject) -> Entry:
    ours = bool(row.with_us) and not subject.is_us
    told = {"when": written(row.collected) or _("on no day stated"), "member": row.member}
    said = _("we are in it too; claimed %(when)s for “%(member)s”") if ours else _("claimed %(when)s for “%(member)s”")
    return Entry(
        key=f"network:{row.pk}",
        name=str(row.network),
        note=said % told,
        url=row.network.url,
        begins=row.since,
        status="claim",
        is_ours=ours or subject.is_us,
        source=title_of(row.source),
        source_url=f"{reverse('public:sources')}#{row.source}",
    )


def in_common(rows: QuerySet[Any], subject: Subject, user: User) -> str:
    if subject.is_us:
        return ""
    return _("%(count)d in common with us") % {"count": rows.filter(with_us=1).values("network").distinct().count()}


LEAD = gettext_lazy("Collected by a source at one time; who belongs today may differ.")
NETWORKS = Kind(
    name="networks",
    title=gettext_lazy("Networks, as claimed"),
    rows=networks,
    entry=network,
    aside=in_common,
    is_timed=False,
    lead=LEAD,
)


def members(subject: Subject, user: User) -> QuerySet[Any] | None:
    """Who belongs to a network, as sources say."""
    if subject.kind != "organisation":
        return None
    same = networks_of(subject.row)
    rows = MembershipClaim.objects.filter(network__in=same).select_related("place__country")
    return rows.order_by("place__country", "member", "pk") if same else rows.none()


def member(row: MembershipClaim, subject: Subject) -> Entry:
    told = {"when": written(row.collected) or _("on no day stated"), "member": row.member}
    country = str(row.place.country) if row.place else ""
    said = _("claimed %(when)s as “%(member)s”") % told
    return Entry(
        key=f"member:{row.pk}",
        name=str(row.place or row.member),
        note=f"{country} · {said}" if country else said,
        url=about_url(row.place) if row.place else "",
        begins=row.since,
        status="claim",
        source=title_of(row.source),
        source_url=f"{reverse('public:sources')}#{row.source}",
    )


MEMBERS = Kind(
    name="members", title=gettext_lazy("Members, as claimed"), rows=members, entry=member, is_timed=False, lead=LEAD
)


def lists(subject: Subject, user: User) -> QuerySet[Any] | None:
    if subject.kind != "organisation":
        return None
    return linked(MemberList, subject, user, LINKS, "organisation", "circle", order="-as_of")


def member_list(row: MemberList, subject: Subject) -> Entry:
    return Entry(
        key=f"memberlist:{row.pk}",
        name=capfirst(_("list of %(count)d members") % {"count": len(row.names)}),
        note=_("as of %(day)s") % {"day": written(row.as_of)},
        url=reverse("memberlist:inspect", args=[row.pk]),
        begins=row.as_of,
        is_moment=True,
        is_example=row.is_example,
        owner=row.owner,
    )


LISTS = Kind(
    name="lists", title=gettext_lazy("Lists of members"), rows=lists, entry=member_list, is_drawn=False, is_timed=False
)
