"""Projects and practices in which somebody of the subject took part, as sources tell; those with us first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.office.about.entries import Due, Entry, Kind
from kokoaan.office.about.identities import identities_of
from kokoaan.office.about.linking import goals_of, linked
from kokoaan.office.about.reviewing import reviews
from kokoaan.office.about.subjects import Subject
from kokoaan.people.models import User
from kokoaan.projects.models import CountryProgramme, Participation, Project
from kokoaan.projects.starter import SOURCE as PRACTICES_SOURCE
from kokoaan.sources.registry import title_of


def parts_of(subject: Subject) -> Q | None:
    """The participations of somebody in the place or the country, or of the organisation as sources name it."""
    if subject.kind == "place":
        return Q(place=subject.pk)
    if subject.kind == "organisation":
        return Q(organisation__identity__in=identities_of(subject.row))
    return None


def taken_part(subject: Subject) -> QuerySet[Any] | None:
    parts = parts_of(subject)
    if parts is None:
        return None
    here = Participation.objects.filter(parts).values("project")
    ours = Participation.objects.filter(project=OuterRef("pk"), place=settings.CITY_GEONAMES_ID)
    return Project.objects.filter(pk__in=here).annotate(with_us=Exists(ours)).order_by("-with_us", "-begins", "pk")


def projects(subject: Subject, user: User) -> QuerySet[Any] | None:
    rows = taken_part(subject)
    return rows.exclude(source=PRACTICES_SOURCE) if rows is not None else None


def project(row: Any, subject: Subject) -> Entry:
    ours = bool(row.with_us) and not subject.is_us
    told = [_("with us") if ours else "", row.acronym, row.programme]
    return Entry(
        key=f"project:{row.pk}",
        name=str(row),
        note=" · ".join(part for part in told if part and part != str(row)),
        url=reverse("projects:project", args=[row.source, row.key]),
        begins=row.begins,
        ends=row.ends,
        status="fact",
        is_ours=ours or subject.is_us,
        source=title_of(row.source),
        source_url=row.url,
    )


def with_us(rows: QuerySet[Any], subject: Subject, user: User) -> str:
    return "" if subject.is_us else _("%(count)d with us") % {"count": rows.filter(with_us=True).count()}


PROJECTS = Kind(
    name="projects",
    title=gettext_lazy("Projects"),
    rows=projects,
    entry=project,
    aside=with_us,
    lead=gettext_lazy(
        "Joint projects in which somebody there took part, as public sources tell; in those with us we did too."
    ),
)


def practices(subject: Subject, user: User) -> QuerySet[Any] | None:
    rows = taken_part(subject)
    return rows.filter(source=PRACTICES_SOURCE) if rows is not None else None


def practice(row: Any, subject: Subject) -> Entry:
    return Entry(
        key=f"practice:{row.pk}",
        name=str(row),
        note=_("a practice that works there"),
        url=reverse("projects:project", args=[row.source, row.key]),
        begins=row.begins,
        ends=row.ends,
        status="fact",
        is_ours=True,
        source_url=row.url,
    )


PRACTICES = Kind(name="practices", title=gettext_lazy("Practices"), rows=practices, entry=practice, is_timed=False)

IN_COUNTRY = {
    "country": lambda subject, user: Q(country=subject.pk),
    "place": lambda subject, user: Q(country=subject.row.country_id),
}


def programmes(subject: Subject, user: User) -> QuerySet[Any] | None:
    return linked(CountryProgramme, subject, user, IN_COUNTRY, "country", order="-begins")


def programme(row: CountryProgramme, subject: Subject) -> Entry:
    return Entry(
        key=f"countryprogramme:{row.pk}",
        name=str(row),
        note=_("programme with %(country)s · %(status)s")
        % {"country": row.country, "status": row.get_status_display()},
        url=reverse("countryprogramme:inspect", args=[row.pk]),
        begins=row.begins,
        ends=row.ends,
        status=row.status,
        is_example=row.is_example,
        owner=row.owner,
        goals=goals_of(row),
    )


def due(rows: QuerySet[Any], subject: Subject, day: date) -> Iterable[Due]:
    return reviews(rows, "countryprogramme", day)


PROGRAMMES = Kind(
    name="programmes", title=gettext_lazy("Country programmes"), rows=programmes, entry=programme, due=due
)
