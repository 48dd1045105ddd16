"""Records that wait for the index, which does not know them as they are: found by keys of their names, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from kokoaan.duplicates.entry import Entry
from kokoaan.duplicates.kinds import Comparable
from kokoaan.duplicates.scoring import initials, telling
from kokoaan.duplicates.spoken import spoken
from kokoaan.duplicates.words import CLASS_OF
from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin
from kokoaan.records.models import Outbox

# So many are compared in full.
MOST = 30
# The latest so many are asked about.
LATEST = 200
# A word shorter than this may be another one with a slip.
SLIPS_FROM = 5
Key = tuple[str, object]


class Waiting:
    """The latest of a kind that were added or changed, by what two names of one thing have in common."""

    def __init__(self, kind: Comparable) -> None:
        waits = Outbox.objects.filter(kind=kind.model().document[0]).order_by("-at").values_list("key", flat=True)
        self.kind = kind
        self.rows = list(kind.model.objects.filter(uid__in=[UUID(key) for key in waits[:LATEST]]).order_by("-pk"))
        # With the places that their names speak of, which take the longest to find, only for one that speaks of some.
        self.known: dict[bool, dict[Key, list[UUID]]] = {}

    def by_key(self, with_places: bool) -> dict[Key, list[UUID]]:
        if with_places not in self.known:
            self.known[with_places] = self.read(with_places)
        return self.known[with_places]

    def read(self, with_places: bool) -> dict[Key, list[UUID]]:
        found: dict[Key, list[UUID]] = defaultdict(list)
        entries = self.kind.entries(self.rows, None, with_places) if self.rows else ()
        for row, entry in zip(self.rows, entries, strict=True):
            for key in keys(entry):
                found[key].append(row.uid)
        return found

    def near(self, entry: Entry) -> Iterable[UUID]:
        """Those that share a key, the rarest first."""
        known = self.by_key(entry.speaks_of_places) if self.rows else {}
        found = sorted((known[key] for key in keys(entry) if key in known), key=len)
        return islice(dict.fromkeys(uid for some in found for uid in some[:MOST]), MOST)


def keys(entry: Entry) -> set[Key]:
    every: set[Key] = {("id", held) for held in entry.ids.items() if held[1]}
    every |= {("place", place) for name in entry.names for place in name.places}
    every |= {("whole", short) for short in (fold(entry.acronym),) if short}
    for name in entry.names:
        every |= set(keys_of(name.text))
        if not entry.is_person:
            every |= {("whole", short) for short in initials(name.text)}
    return every


def keys_of(text: str) -> Iterator[Key]:
    words = latin(text).split()
    some = telling(words)
    wholes = {fold(text), *(" ".join(one) for one in (words, sorted(words), sorted(some)))}
    yield from (("whole", whole) for whole in wholes if whole)
    for word in some:
        if word not in CLASS_OF:
            yield from (("word", other) for other in (word, *with_slips(word)))
    yield from (("spoken", some) for some in spoken(text))


def with_slips(word: str) -> Iterator[str]:
    """The word without each of its letters: two words that differ by one slip have one of these in common."""
    return (word[:at] + word[at + 1 :] for at in range(len(word))) if len(word) >= SLIPS_FROM else iter(())
