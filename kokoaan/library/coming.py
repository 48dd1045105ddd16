"""What came into the library, and when: records by the change log, facts by the downloads that brought them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q

from kokoaan.library.models import Arrival
from kokoaan.people.models import Circle, User
from kokoaan.practices.models import Practice
from kokoaan.projects.models import Project
from kokoaan.projects.waiting import PUBLISHERS
from kokoaan.records.models import Change, ChangeSet, Snapshot
from kokoaan.search.document import document_id


def note_arrivals() -> None:
    """Note of each download that has been loaded since how far the facts of its source reach now."""
    loaded = Snapshot.objects.filter(state=Snapshot.State.LOADED, source__in=list(PUBLISHERS))
    for snapshot in loaded.exclude(pk__in=Arrival.objects.values("snapshot")).order_by("pk"):
        last = Project.objects.filter(source=snapshot.source).aggregate(last=Max("pk"))["last"] or 0
        is_first = not Arrival.objects.filter(snapshot__source=snapshot.source).exists()
        Arrival.objects.get_or_create(snapshot=snapshot, defaults={"last": last, "is_first": is_first})


def came_since(since: datetime, user: User) -> Mapping[str, datetime]:
    """Ids of what has come into user's sight since then, each with when it came."""
    return {**records_since(since, user), **facts_since(since)}


def records_since(since: datetime, user: User) -> Mapping[str, datetime]:
    """Practices made since then, and those that were moved into a circle of the user's from where they saw it not."""
    circles = user.circle_ids or {Circle.EVERYONE}
    born, moved = Q(field="", old__isnull=True), Q(field="circle") & ~Q(circle_before__in=circles)
    changes = Change.objects.filter(
        born | moved,
        model=ContentType.objects.get_for_model(Practice),
        circle_after__in=circles,
        changeset__at__gt=since,
        changeset__state=ChangeSet.State.APPLIED,
    )
    return {document_id("practice", str(uid)): at for uid, at in changes.values_list("record", "changeset__at")}


def facts_since(since: datetime) -> Mapping[str, datetime]:
    """Facts that came with a later download of their source than the first."""
    found: dict[str, datetime] = {}
    for arrival in Arrival.objects.filter(is_first=False, snapshot__fetched_at__gt=since).select_related("snapshot"):
        source, at = arrival.snapshot.source, arrival.snapshot.fetched_at
        before = Arrival.objects.filter(snapshot__source=source, snapshot__lt=arrival.snapshot_id)
        reached = before.aggregate(last=Max("last"))["last"] or 0
        came = Project.objects.filter(source=source, pk__gt=reached, pk__lte=arrival.last)
        found.update({document_id("project", f"{source}:{key}"): at for key in came.values_list("key", flat=True)})
    return found


def begun() -> datetime | None:
    """Since when the house counts at all."""
    return ChangeSet.objects.order_by("pk").values_list("at", flat=True).first()


def facts_counted_since() -> datetime | None:
    """Since when it is counted what later downloads bring."""
    first = Arrival.objects.order_by("snapshot__fetched_at").select_related("snapshot").first()
    return first.snapshot.fetched_at if first else None
