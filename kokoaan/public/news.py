"""What is going on: the latest that the office has entered or changed among the rows that everyone may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max
from django.utils.text import capfirst

from kokoaan.networks.models import Membership
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle
from kokoaan.projects.models import CountryProgramme
from kokoaan.public.models.section_page import Section
from kokoaan.records.models import Change, ChangeSet, Record

FEW = 6
# Kinds of records that are news, and the section whose page holds them.
KINDS: dict[type[Record], str] = {
    Tie: Section.PARTNERS,
    Membership: Section.NETWORKS,
    CountryProgramme: Section.COOPERATION,
}


class News(NamedTuple):
    """A public row that was entered or changed: when, and where it stands."""

    at: datetime
    kind: str
    title: str
    url: str
    is_new: bool


def news(at: Mapping[str, str]) -> list[News]:
    """The latest of all kinds, the newest first. `at` holds the address of each section's page."""
    found = [one for kind, section in KINDS.items() for one in news_of(kind, at[section])]
    return sorted(found, key=lambda one: one.at, reverse=True)[:FEW]


def news_of(kind: type[Record], page: str) -> Iterator[News]:
    """Changes that everyone could read before and after, to records that everyone may read today."""
    changes = Change.objects.filter(
        model=ContentType.objects.get_for_model(kind),
        changeset__state=ChangeSet.State.APPLIED,
        circle_before=Circle.EVERYONE,
        circle_after=Circle.EVERYONE,
    )
    # By the number of the change set, which grows with time.
    latest = changes.values("record").annotate(last=Max("changeset")).order_by("-last")[:FEW]
    when = {row["record"]: row["last"] for row in latest}
    records = kind.objects.public().filter(uid__in=when)
    sets = {one.pk: one for one in ChangeSet.objects.filter(pk__in=when.values())}
    name = str(kind._meta.model_name)
    for record in related(records):
        at = sets[when[record.uid]].at
        said = capfirst(str(kind._meta.verbose_name))
        yield News(at, said, str(record), f"{page}#{name}-{record.uid}", record.version == 1)


def related(records: models.QuerySet[Record]) -> models.QuerySet[Record]:
    links = [field.name for field in records.model._meta.fields if field.name in {"place", "organisation"}]
    return records.select_related(*links) if links else records
