"""Possible duplicates: of one record as one person sees them, and of a whole register as the house does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from kokoaan.duplicates.already import typed_address
from kokoaan.duplicates.candidates import Near
from kokoaan.duplicates.entry import Entry
from kokoaan.duplicates.kinds import Comparable, kind_of
from kokoaan.duplicates.models import Pair, Verdict
from kokoaan.duplicates.scoring import LEAST, Likeness, may_be, score
from kokoaan.duplicates.verdicts import Two, two, verdicts_on
from kokoaan.lib.fold import fold
from kokoaan.lib.pieces import pieces
from kokoaan.people.models import User
from kokoaan.records.likeness import Asking, Finder, Like
from kokoaan.records.models import Record

CHUNK = 200
SHOWN = 5
# Characters of a field that is being typed; with fewer than this there is nothing to compare.
LONGEST, SHORTEST = 300, 3
SETTLED = (Verdict.Says.NOT,)


@dataclass(frozen=True, slots=True)
class Likely:
    """A record that may be the same as another, and why."""

    record: Record
    likeness: Likeness
    verdict: Verdict | None = None


class Comparing:
    """Compares records of a kind, many at once, with those that user sees: what was read once is not read again."""

    def __init__(self, kind: Comparable, user: User) -> None:
        self.kind, self.user, self.near = kind, user, Near(kind, user.circle_ids)
        self.rows: dict[UUID, Record | None] = {}
        # With and without the places that they speak of, which take the longest to find.
        self.entries: dict[bool, dict[UUID, Entry]] = {True: {}, False: {}}

    def likely(self, records: Sequence[Record]) -> list[list[Likely]]:
        """Of each the records that may be it, the likeliest first; they may be saved or only being written."""
        return [one for some in pieces(records, CHUNK) for one in self.likely_of_some(some)]

    def likely_of_some(self, records: Sequence[Record]) -> list[list[Likely]]:
        own = self.kind.entries(records, self.user)
        wanted = self.near.find(records, own)
        self.see({uid for uids in wanted for uid in uids})
        for with_places in (True, False):
            asked = zip(wanted, own, strict=True)
            self.read(
                {uid for uids, entry in asked if entry.speaks_of_places is with_places for uid in uids}, with_places
            )
        return [self.alike(*one) for one in zip(records, own, wanted, strict=True)]

    def see(self, uids: Collection[UUID]) -> None:
        new = [uid for uid in uids if uid not in self.rows]
        self.rows |= dict.fromkeys(new)
        for some in pieces(new):
            self.rows.update({row.uid: row for row in of_uids(self.kind, some, self.user)})

    def read(self, uids: Collection[UUID], with_places: bool) -> None:
        known = self.entries[with_places]
        rows = [row for uid in uids if uid not in known and (row := self.rows[uid])]
        for some in pieces(rows):
            found = self.kind.entries(some, self.user, with_places)
            known.update((row.uid, entry) for row, entry in zip(some, found, strict=True))

    def alike(self, record: Record, own: Entry, uids: Sequence[UUID]) -> list[Likely]:
        entries = self.entries[own.speaks_of_places]
        found = [
            Likely(row, likeness)
            for uid in uids
            if (row := self.rows[uid])
            and may_be(own, entries[uid])
            and (likeness := score(own, entries[uid])).score >= LEAST
        ]
        found = without_settled(record, found) if record.pk else found
        return sorted(found, key=lambda one: (-one.likeness.score, str(one.record)))[:SHOWN]


def likely_for(record: Record, user: User) -> list[Likely]:
    """Records that user sees and that may be this one, saved or only being written, the likeliest first."""
    return Comparing(kind_of(record), user).likely([record])[0]


def of_uids(kind: Comparable, uids: Iterable[UUID], user: User) -> QuerySet[Any]:
    """Of these the records that user sees. By their keys: else SQLite may read all rows of a circle, to find a few."""
    keys = kind.model.objects.filter(uid__in=list(uids)).order_by().values("pk")
    return kind.model.objects.visible_to(user).filter(pk__in=keys)


def asking(kind: Comparable, user: User) -> Asking:
    """The same, as forms and files ask it."""
    comparing = Comparing(kind, user)
    return lambda records: [
        [Like(one.record, one.likeness.reasons) for one in found] for found in comparing.likely(records)
    ]


def typed_likes(kind: Comparable, typed: Mapping[str, str], user: User) -> list[Like]:
    """Records like the one that is being typed; none while there is too little of it."""
    fields = {name: value for name in kind.typed if (value := typed.get(name, "").strip()[:LONGEST])}
    record = kind.read(fields)
    names = kind.names(record)
    return list(asking(kind, user)([record])[0]) if names and len(fold(names[0])) >= SHORTEST else []


def finder_of(name: str, kind: Comparable) -> Finder:
    """What the forms and pages of the kind ask."""
    return Finder(
        asking=partial(asking, kind),
        typed=lambda typed, user: typed_likes(kind, typed, user),
        typed_fields=kind.typed,
        typed_address=lambda: typed_address(name),
        page=lambda record: f"{reverse('duplicates:pairs')}?{urlencode({'kind': name, 'of': str(record.uid)})}",
    )


def without_settled(record: Record, found: list[Likely]) -> list[Likely]:
    said = verdicts_on({two(record.uid, one.record.uid) for one in found}, [record, *(one.record for one in found)])
    told = [replace(one, verdict=said.get(two(record.uid, one.record.uid))) for one in found]
    return [one for one in told if not is_settled(one.verdict)]


def is_settled(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.says in SETTLED


def find_pairs(kind: Comparable, progress: Any = iter) -> int:
    """Compare the whole register and keep what may be the same, in place of what was kept; returns how many pairs.

    `progress` is given the records, chunk by chunk, and yields them. It reads before it writes: nobody waits for it.
    """
    entries: dict[UUID, Entry] = {}
    found: dict[Two, int] = {}
    near = Near(kind)
    for rows in progress(chunks(kind)):
        own = read(kind, rows, entries)
        wanted = {row.uid: uids for row, uids in zip(rows, near.find(rows, own), strict=True)}
        lacking = {uid for uids in wanted.values() for uid in uids} - entries.keys()
        read(kind, list(kind.model.objects.filter(uid__in=lacking)), entries)
        for uid, others in wanted.items():
            for other in others:
                pair = two(uid, other)
                if other in entries and pair not in found and may_be(entries[uid], entries[other]):
                    found[pair] = score(entries[uid], entries[other]).score
    kept = {pair: points for pair, points in found.items() if points >= LEAST}
    keep(kind, kept)
    return len(kept)


def read(kind: Comparable, rows: list[Any], entries: dict[UUID, Entry]) -> list[Entry]:
    found = kind.entries(rows, None) if rows else []
    entries.update((row.uid, entry) for row, entry in zip(rows, found, strict=True))
    return found


def chunks(kind: Comparable) -> Iterator[list[Any]]:
    rows = kind.model.objects.order_by("pk").iterator(chunk_size=CHUNK)
    while some := list(islice(rows, CHUNK)):
        yield some


def keep(kind: Comparable, pairs: dict[Two, int]) -> None:
    name = str(kind.model._meta.model_name)
    rows = [Pair(kind=name, low=pair.low, high=pair.high, score=points) for pair, points in pairs.items()]
    with transaction.atomic():
        Pair.objects.filter(kind=name).delete()
        Pair.objects.bulk_create(rows, batch_size=500)


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair that may be one, as a person who sees both reads it."""

    one: Record
    other: Record
    likeness: Likeness
    verdict: Verdict | None
    reason: str = ""


def shown_of(own: Record, likely: Likely, user: User) -> Shown:
    return Shown(own, likely.record, likely.likeness, likely.verdict, reason_of(likely.verdict, user))


def reason_of(verdict: Verdict | None, user: User) -> str:
    return verdict.reason_for(user) if verdict else ""


def shown_pairs(pairs: Iterable[Pair], kind: Comparable, user: User) -> list[Shown]:
    """These pairs as they are now, as far as user sees both; those that are settled or no longer alike are left out."""
    found = [one for one in as_now(pairs, kind, user) if one.likeness.score >= LEAST and not is_settled(one.verdict)]
    return sorted(found, key=lambda one: (one.verdict is not None, -one.likeness.score, str(one.one)))


def as_now(pairs: Iterable[Pair | Verdict], kind: Comparable, user: User) -> list[Shown]:
    """These pairs with how they are alike now and what holds of what was said, as far as user sees both."""
    pairs = list(pairs)
    uids = {uid for pair in pairs for uid in (pair.low, pair.high)}
    rows = {row.uid: row for row in of_uids(kind, uids, user)}
    entries = dict(zip(rows, kind.entries(list(rows.values()), user), strict=True))
    whole = [Two(pair.low, pair.high) for pair in pairs if {pair.low, pair.high} <= rows.keys()]
    said = verdicts_on(set(whole), rows.values())
    return [
        Shown(rows[low], rows[high], score(entries[low], entries[high]), verdict, reason_of(verdict, user))
        for low, high in whole
        for verdict in [said.get(Two(low, high))]
    ]


def pairs_seen(kind: Comparable, user: User) -> QuerySet[Pair]:
    """The kept pairs of which user sees both records, the likeliest first; those of which somebody was unsure last."""
    unsure = Verdict.objects.filter(low=OuterRef("low"), high=OuterRef("high"), says=Verdict.Says.UNSURE)
    pairs = Pair.objects.filter(both_seen(kind, user), kind=kind.model._meta.model_name)
    return pairs.order_by(Exists(unsure), "-score", "pk")


def said_pairs(kind: Comparable, user: User) -> QuerySet[Verdict]:
    """What was said of pairs of which user sees both records, the latest first."""
    return Verdict.objects.filter(both_seen(kind, user)).select_related("by").order_by("-at", "pk")


def both_seen(kind: Comparable, user: User) -> Q:
    """Asked of each pair by its uids, since all that a person sees may be a hundred thousand records."""
    visible = kind.model.objects.visible_to(user).order_by()
    return Q(Exists(visible.filter(uid=OuterRef("low"))), Exists(visible.filter(uid=OuterRef("high"))))
