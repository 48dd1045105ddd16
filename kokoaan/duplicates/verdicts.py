"""What people said of pairs, and whether it holds: until one is called something else; if unsure, until one changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kokoaan.duplicates.kinds import kind_of
from kokoaan.duplicates.models import Pair, Verdict
from kokoaan.lib.fold import fold
from kokoaan.people.models import User
from kokoaan.records.models import Record, Redirect


class Two(NamedTuple):
    """The uids of two records, the lesser first."""

    low: UUID
    high: UUID


def two(one: UUID, other: UUID) -> Two:
    return Two(*sorted((one, other)))


def state_hash(record: Record, says: str) -> str:
    """What a verdict holds for: the names; of somebody who is unsure all of it, since any change may tell them."""
    names = sorted(fold(name) for name in kind_of(record).names(record))
    names += [str(record.version)] if says == Verdict.Says.UNSURE else []
    return blake2b("\n".join(names).encode(), digest_size=8).hexdigest()


def say(one: Record, other: Record, says: str, by: User, reason: str = "") -> Verdict:
    """Remember what by says of the two, in the place of what was said before."""
    low, high = sorted((one, other), key=lambda record: record.uid)
    said: dict[str, Any] = {"low_named": state_hash(low, says), "high_named": state_hash(high, says)}
    said |= {"says": says, "by": by, "reason": reason, "at": timezone.now()}
    said |= {"circles": sorted({one.circle_id, other.circle_id})}
    verdict, _made = Verdict.objects.update_or_create(low=low.uid, high=high.uid, defaults=said)
    return verdict


def forget(pair: Two) -> None:
    """The pair is no more asked about, whatever comes of it."""
    Pair.objects.filter(low=pair.low, high=pair.high).delete()


def verdicts_on(pairs: Collection[Two], records: Iterable[Record]) -> dict[Two, Verdict]:
    """What holds of these pairs of records. What was said of a record that was merged holds of the one it became."""
    by_uid = {record.uid: record for record in records}
    before = merged_into(by_uid)
    stands_for = {old: now for now, olds in before.items() for old in olds} | {uid: uid for uid in by_uid}
    found: dict[Two, Verdict] = {}
    every = list(stands_for)
    for verdict in Verdict.objects.filter(Q(low__in=every), Q(high__in=every)).order_by("at"):
        pair = two(stands_for[verdict.low], stands_for[verdict.high])
        if pair in pairs and holds(verdict, by_uid):
            found[pair] = verdict
    return found


def holds(verdict: Verdict, by_uid: dict[UUID, Record]) -> bool:
    """Whether the two are as they were then, as far as it matters; one that was merged away is so for ever."""
    sides = (verdict.low, verdict.low_named), (verdict.high, verdict.high_named)
    return all(uid not in by_uid or state_hash(by_uid[uid], verdict.says) == named for uid, named in sides)


def merged_into(uids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each uid those that lead to it, through any number of merges: a query for each step."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    stands_for = {uid: uid for uid in uids}
    while stands_for:
        rows = Redirect.objects.in_force().filter(new__in=list(stands_for)).values_list("old", "new")
        stands_for = {old: stands_for[new] for old, new in rows if old not in found[stands_for[new]]}
        for old, now in stands_for.items():
            found[now].add(old)
    return found
