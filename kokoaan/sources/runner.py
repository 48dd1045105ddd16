"""Bring a source in: keep, read, check, resolve, compare, and only then write, all at once.

The write lock is held for the swap alone: not while files are read, places resolved and rows compared. A process that
is killed at any moment leaves the facts as they were before, or as they are after.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from kokoaan.places.gazetteer import take_in
from kokoaan.places.names import Resolver, add_names
from kokoaan.records.models import Snapshot
from kokoaan.sources import snapshots, swap
from kokoaan.sources.difference import Difference, difference
from kokoaan.sources.errors import SourceChanged, SourceError
from kokoaan.sources.facts import TABLES
from kokoaan.sources.gathering import Found, Rows, gather, rows_of
from kokoaan.sources.source import Source
from kokoaan.sources.whereabouts import Whereabouts
from kokoaan.sources.world import place_names

T = TypeVar("T")
# More rows gone than one in so many: the file is cut or the source has changed, unless a person says otherwise.
MOST_ABSENT = 5


@dataclass(slots=True)
class Report:
    """What an import found and what it changed, or would change."""

    source: str
    unchanged: bool = False
    differences: list[Difference] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    places: Whereabouts | None = None
    taken_in: int = 0
    # Names that the source's concepts give to places of the gazetteer: (place, language, name).
    names: list[tuple[int, str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        counts = {one.name: one.counts() for one in self.differences if one.rows or one.absent}
        names = len(self.names)
        return {
            "counts": counts,
            "news": self.news[:200],
            "places_taken_in": self.taken_in,
            "place_names": names,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person who fetches has said."""

    dry_run: bool = False
    # Take the file though it has fewer rows than expected, or lacks more than a fifth of what was there.
    any_count: bool = False
    # Read it though it has been loaded already: places or readers have become better.
    again: bool = False
    quiet: bool = False


class Clock:
    """Seconds that each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.begun = time.perf_counter()

    def step(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = round(now - self.begun, 3)
        self.begun = now


def fetch(
    source: Source,
    files: Sequence[Path],
    *,
    url: str = "",
    wishes: Wishes | None = None,
    resolver: Resolver | None = None,
) -> Report:
    """Bring the files of a source in. Raises SourceError, with the facts as they were, if anything is not right."""
    with uncollected():
        return fetched(source, files, url, wishes or Wishes(), resolver)


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare the search for garbage: half a million rows make none, and it would look at each of them many times."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def fetched(source: Source, files: Sequence[Path], url: str, wishes: Wishes, resolver: Resolver | None) -> Report:
    if wishes.dry_run:
        return compared(source, files, wishes, resolver)
    latest = snapshots.latest_loaded(source.key)
    if latest and not wishes.again:
        digest = snapshots.digest_of([(path.name, snapshots.hash_of(path)) for path in files])
        if latest.digest == digest:
            return Report(source.key, unchanged=True)
    snapshot, copies = snapshots.keep(source.key, files, url or str(source.url))
    try:
        report = compared(source, copies, wishes, resolver)
    except SourceError as error:
        snapshots.refuse(snapshot, str(error))
        raise
    write(source, snapshot, report, wishes)
    return report


def compared(source: Source, files: Sequence[Path], wishes: Wishes, resolver: Resolver | None) -> Report:
    """Read, check, resolve and compare. Writes nothing."""
    clock = Clock()
    places = Whereabouts(resolver)
    clock.step("start")
    found = gather(shown(source.read(files), _("Reading %(source)s") % {"source": source.key}, wishes))
    check_counts(source, found, wishes)
    clock.step("read")
    rows = rows_of(found, places)
    report = Report(source.key, news=found.news, places=places, names=place_names(found.concepts))
    clock.step("resolve")
    report.differences = compare(source, rows, found)
    check_absent(report.differences, wishes)
    clock.step("compare")
    report.seconds = clock.seconds
    return report


def shown(items: Iterable[T], words: str, wishes: Wishes) -> Iterator[T]:
    return iter(tqdm(items, desc=words, unit=" rows", disable=wishes.quiet or None, leave=False, mininterval=0.3))


def check_counts(source: Source, found: Found, wishes: Wishes) -> None:
    counts = found.counts()
    if not any(counts.values()):
        raise SourceChanged(_("%(source)s: the files hold no rows. Give the whole files.") % {"source": source.key})
    for kind, expected in source.expect.items():
        if counts[kind] not in expected and not wishes.any_count:
            message = _(
                "%(source)s: %(count)s %(kind)s, expected %(least)s to %(most)s. "
                "If the files are right all the same, add --any-count."
            )
            words = {"count": counts[kind], "kind": kind, "least": expected.start, "most": expected.stop - 1}
            raise SourceChanged(message % {"source": source.key, **words})


def compare(source: Source, rows: dict[str, Rows], found: Found) -> list[Difference]:
    return [difference(source.key, name, rows[name], found.whole, source.part) for name in TABLES]


def check_absent(differences: Iterable[Difference], wishes: Wishes) -> None:
    for one in differences:
        if len(one.absent) * MOST_ABSENT > one.expected and not wishes.any_count:
            message = _(
                "%(absent)s of the %(expected)s %(kind)s known are absent from the files, such as “%(example)s”: more "
                "than a fifth. Give the whole files; if they are right all the same, add --any-count."
            )
            words = {"absent": len(one.absent), "expected": one.expected, "kind": one.name, "example": one.absent[0]}
            raise SourceChanged(message % words)


def write(source: Source, snapshot: Snapshot, report: Report, wishes: Wishes) -> None:
    """Swap everything in, in one transaction: facts, places, outbox, and the snapshot's state."""
    total = sum(len(one.to_write) for one in report.differences)
    bar = tqdm(total=total, desc=_("Writing"), unit=" rows", disable=wishes.quiet or None, leave=False)
    assert report.places is not None  # noqa: S101 (a report of files that were read has them)
    begun = time.perf_counter()
    swap.make_room()
    with bar, swap.references_checked_at_the_end(one.table for one in report.differences):
        report.taken_in = take_in(report.places.to_take_in())
        if report.names:
            add_names(report.names, source.key)
        ids: dict[str, dict[str, int]] = {}
        for one in report.differences:
            if one.rows:
                for count in swap.write_facts(source.key, snapshot.pk, one, ids):
                    bar.update(count)
                swap.mark_seen(snapshot.pk, one)
                swap.touch_documents(source.key, one)
        report.seconds["write"] = round(time.perf_counter() - begun, 3)
        snapshot.state, snapshot.fetched_at = Snapshot.State.LOADED, timezone.now()
        snapshot.report = report.as_json()
        snapshot.save()
