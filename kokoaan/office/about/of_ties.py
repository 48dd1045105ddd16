"""Our ties with the subject, and what sources claim of twinnings with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.days import written
from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.reviewing import reviews
from kokoaan.office.about.subjects import Subject
from kokoaan.partners.models import Tie, TieClaim
from kokoaan.people.models import User
from kokoaan.sources.registry import title_of

LINKS = {
    "place": lambda subject, user: Q(place=subject.pk) | Q(organisation__in=subject.there(user)),
    "country": lambda subject, user: Q(place__country=subject.pk) | Q(organisation__in=subject.there(user)),
    "organisation": lambda subject, user: Q(organisation=subject.pk),
}


def ties(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(Tie, subject, user, LINKS, "place", "organisation", "circle", order="-begins")


def tie(row: Tie, subject: Subject) -> Entry:
    """Named by its kind where the other side is what the page is about."""
    own = subject.kind == "place" and not row.organisation_id or subject.kind == "organisation"
    kind, status = row.get_kind_display(), row.get_status_display()
    return Entry(
        key=f"tie:{row.pk}",
        name=capfirst(kind) if own else row.other_side,
        note=status if own else f"{kind} · {status}",
        url=reverse("tie:inspect", args=[row.pk]),
        begins=row.begins,
        ends=row.ends,
        status=row.status,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
        others=(f"organisation:{row.organisation_id}",) if row.organisation_id and not own else (),
    )


def due(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    return reviews(rows, "tie", day)


TIES = Kind(name="ties", title=gettext_lazy("Ties"), rows=ties, entry=tie, due=due)


def claims(subject: Subject, user: User) -> QuerySet[Any] | None:
    """Twinnings that sources name, each pair once; those with our own city first."""
    if subject.kind != "place":
        return None
    city = settings.CITY_GEONAMES_ID
    ours = Q(place=city) | Q(other=city)
    rows = twins(subject).annotate(with_us=Case(When(ours, then=Value(1)), default=Value(0)), claimed=times_claimed())
    return rows.select_related("place", "other", "snapshot").order_by("-with_us", "names", "pk")


def times_claimed() -> Subquery:
    """How often the pair of a claim is claimed, from either side."""
    same = Q(place=OuterRef("place"), other=OuterRef("other")) | Q(place=OuterRef("other"), other=OuterRef("place"))
    return Subquery(TieClaim.objects.filter(same).order_by().values(count=Func("pk", function="COUNT")))


def claim(row: Any, subject: Subject) -> Entry:
    other = row.place if row.other_id == subject.pk else row.other
    with_us = bool(row.with_us) and not subject.is_us
    told = {"names": row.names, "when": written(row.collected) or _("on no day stated")}
    said = _("“%(names)s”, collected %(when)s") % told
    often = _("claimed %(count)d times") % {"count": row.claimed} if row.claimed > 1 else ""
    read = {"source": title_of(row.source), "day": written(row.snapshot.fetched_at)}
    return Entry(
        key=f"claim:{row.pk}",
        name=capfirst(_("twinned with us, as claimed")) if with_us else str(other),
        note=f"{said} · {often}" if often else said,
        url="" if with_us or other is None else reverse("about:place", args=[other.pk]),
        status="claim",
        is_ours=with_us,
        source=_("%(source)s, read %(day)s") % read,
        source_url=f"{reverse('public:sources')}#{row.source}",
    )


def contradiction(subject: Subject, user: User) -> str:
    """Where our register and the sources differ about twinnings with this place; "" where they do not."""
    if subject.kind != "place":
        return ""
    own = Tie.objects.visible_to(user).filter(place=subject.pk)
    if subject.is_us:
        count = twins(subject).count()
        sisters = Tie.objects.visible_to(user).filter(kind=Tie.Kind.SISTER).count()
        told = {"count": count, "own": sisters}
        said = _("Sources name %(count)d twin cities of our own city; our register holds %(own)d ties of that kind.")
        return said % told if count and count != sisters else ""
    claimed = twins(subject).filter(Q(place=settings.CITY_GEONAMES_ID) | Q(other=settings.CITY_GEONAMES_ID)).exists()
    kinds = set(own.values_list("kind", flat=True)) | set(own.values_list("kind_there", flat=True))
    if claimed and Tie.Kind.SISTER not in kinds:
        return (
            _("A source says that we are twinned with %(place)s; our register says otherwise.")
            if kinds
            else _("A source says that we are twinned with %(place)s; you see no tie with it in our register.")
        ) % {"place": subject.name}
    return ""


def twins(subject: Subject) -> QuerySet[TieClaim]:
    """Claims about the place, one for each pair: sources name it from both sides, and for several parts of a city."""
    rows = TieClaim.objects.filter(Q(place=subject.pk) | Q(other=subject.pk)).exclude(place=F("other"))
    mirrored = TieClaim.objects.filter(place=subject.pk).exclude(other=None).values("other")
    rows = rows.exclude(Q(other=subject.pk) & Q(place__in=mirrored)).exclude(place=None).exclude(other=None)
    earlier = TieClaim.objects.filter(place=OuterRef("place"), other=OuterRef("other"), pk__lt=OuterRef("pk"))
    return rows.exclude(Exists(earlier))


CLAIMS = Kind(
    name="claims",
    title=gettext_lazy("Twinnings as claimed"),
    rows=claims,
    entry=claim,
    is_timed=False,
    lead=gettext_lazy("What sources say, as they say it. A claim is not a tie of ours until somebody enters one."),
)
