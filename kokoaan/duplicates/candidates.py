"""Who may be the same as a record: asked of the index of names, never all against all."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from tantivy import Occur, Query

from kokoaan.duplicates.entry import Entry
from kokoaan.duplicates.genitive import genitives
from kokoaan.duplicates.kinds import Comparable
from kokoaan.duplicates.scoring import initials
from kokoaan.duplicates.spoken import respelt
from kokoaan.duplicates.waiting import MOST, SLIPS_FROM, Waiting
from kokoaan.duplicates.words import CLASS_OF, EMPTY
from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin
from kokoaan.lib.pieces import pieces
from kokoaan.lib.text import LANGUAGES
from kokoaan.places.countries import countries
from kokoaan.places.models import PlaceName
from kokoaan.records.models import Record
from kokoaan.search.engine import engine, fields, narrowed, only_circles, only_kinds
from kokoaan.search.folders import IndexTrouble
from kokoaan.search.kinds import Shelf

WORDS, PLACE_NAMES, MOST_PLACES, GENITIVES = 12, 24, 12, 3
CORES = os.cpu_count() or 1
# How much a way of being alike counts when the index chooses whom to compare.
WHOLE, WORD, SLIP, COMMON_WORD, OF_PLACE, INITIALS = 12.0, 1.0, 2.0, 0.1, 0.9, 4.0


class Near:
    """Asks for many records of a kind who may be the same; of these circles only, unless they are None.

    Without an index only those with an id in common and those that wait for it are found, and names that begin so.
    """

    def __init__(self, kind: Comparable, circles: Collection[int] | None = None) -> None:
        self.kind, self.circles = kind, circles
        self.waiting = Waiting(kind)
        self.of_place = lru_cache(of_place)

    def find(self, records: Sequence[Record], entries: Sequence[Entry]) -> list[list[UUID]]:
        """For each its candidates' uids."""
        words, ids = PlaceWords(entries), SameIds(self.kind, records)
        indexed = self.indexed(records, entries, words)
        return [self.of_one(*one, ids.of(one[1])) for one in zip(entries, records, indexed, strict=True)]

    def of_one(self, entry: Entry, record: Record, indexed: Iterable[UUID], ids: Iterable[UUID]) -> list[UUID]:
        found = dict.fromkeys([*indexed, *ids, *self.in_place(entry, record)])
        found |= dict.fromkeys(self.waiting.near(entry))
        found.pop(record.uid, None)
        return list(found)

    def indexed(self, records: Sequence[Record], entries: Sequence[Entry], words: PlaceWords) -> list[list[UUID]]:
        """Of each by the index, which answers outside Python's lock: many questions are asked at once."""
        both = zip(entries, records, strict=True)
        try:
            queries = [asked(entry, record, self.circles, words) for entry, record in both]
            with ThreadPoolExecutor(CORES) as pool:
                return list(pool.map(hits, queries))
        except IndexTrouble:
            return [list(self.called(entry)) for entry in entries]

    def called(self, entry: Entry) -> QuerySet[Any, UUID]:
        return self.kind.model.objects.called(entry.names[0].text).values_list("uid", flat=True)[:MOST]

    def in_place(self, entry: Entry, record: Record) -> Iterable[UUID]:
        """For a name that is a place and what the body is, those of the same kind in the same place: City of Turku."""
        if not entry.place or not any(name.is_body_of_place for name in entry.names):
            return ()
        # Only kinds that have a place and a kind have such names.
        return self.of_place(self.kind.model, entry.place, getattr(record, "kind", ""))


def hits(query: Query) -> list[UUID]:
    found = engine().search(Shelf.NAMES, query, limit=MOST, count=False).hits
    return [UUID(hit.id.partition("|")[2]) for hit in found]


def asked(entry: Entry, record: Record, circles: Collection[int] | None, words: PlaceWords) -> Query:
    clauses = [clause for name in entry.names for clause in name_clauses(name.text)]
    for word in words.of(entry):
        clauses.append((term("name", word), OF_PLACE))
    for word in words.of(entry, "fi", "sv"):
        # Pietarin, Stockholms.
        clauses += [(term("name", other), OF_PLACE) for other in genitives(word)]
    acronyms = {fold(entry.acronym)} - {""}
    if not entry.is_person:
        acronyms |= {short for name in entry.names for short in initials(name.text)}
    clauses += [(term("whole", acronym), INITIALS) for acronym in acronyms]
    wanted = Query.boolean_query([(Occur.Should, Query.boost_query(query, boost)) for query, boost in clauses])
    filters = [only_kinds([record.document[0]])]
    return narrowed(wanted, [*filters, only_circles(circles)] if circles is not None else filters)


def name_clauses(text: str) -> Iterable[tuple[Query, float]]:
    for written in dict.fromkeys((fold(text), latin(text))):
        yield term("whole", written), WHOLE
        for word in [word for word in written.split() if word not in EMPTY][:WORDS]:
            common = latin(word) in CLASS_OF
            yield term("name", word), COMMON_WORD if common else WORD
            if not common:
                yield from ((term("name", other), SLIP) for other in respelt(word))
            if len(word) >= SLIPS_FROM and not common and not any(char.isdigit() for char in word):
                yield slip(word), SLIP


class PlaceWords:
    """Words of the other names of the places that names speak of: Pietari is found as Petersburg."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        every = sorted({place for entry in entries for place in spoken_of(entry) if isinstance(place, int)})
        self.names: dict[int, list[PlaceName]] = defaultdict(list)
        for some in pieces(every):
            for name in PlaceName.objects.filter(place__in=some).only("folded", "lang", "preferred", "place_id"):
                self.names[name.place_id].append(name)

    def of(self, entry: Entry, *langs: str) -> list[str]:
        places = spoken_of(entry)
        names = [name for place in places if isinstance(place, int) for name in self.names[place]]
        if langs:
            names = [name for name in names if name.lang in langs]
        names.sort(key=lambda name: (name.preferred, name.lang, -name.pk), reverse=True)
        told = [
            fold(countries()[code][lang]) for code in places if isinstance(code, str) for lang in langs or LANGUAGES
        ]
        every = (*told, *(name.folded for name in names[:PLACE_NAMES]))
        words = (word for one in every for word in (*one.split(), *latin(one).split()))
        found = dict.fromkeys(word for word in words if word not in EMPTY and len(word) > 2)
        return list(found)[: GENITIVES if langs else PLACE_NAMES]


def spoken_of(entry: Entry) -> frozenset[int | str]:
    """The places that its names speak of; none where they may be too many."""
    places = frozenset[int | str]().union(*(name.places for name in entry.names))
    return places if len(places) <= MOST_PLACES else frozenset()


def slip(word: str) -> Query:
    """Names with a word that differs by one letter from this."""
    return Query.fuzzy_term_query(fields(), "name", word, 1, True, False)


def term(field: str, word: str) -> Query:
    return Query.term_query(fields(), field, word, "basic" if field == "whole" else "freq")


class SameIds:
    """Records with an id of one that is asked about."""

    def __init__(self, kind: Comparable, records: Sequence[Record]) -> None:
        self.by_id: dict[tuple[str, Any], list[UUID]] = defaultdict(list)
        self.ids = kind.ids
        for name in kind.ids:
            for some in pieces(sorted({value for record in records if (value := getattr(record, name))}, key=str)):
                for uid, value in kind.model.objects.filter(**{f"{name}__in": some}).values_list("uid", name):
                    self.by_id[name, value].append(uid)

    def of(self, record: Record) -> list[UUID]:
        return [uid for name in self.ids for uid in self.by_id.get((name, getattr(record, name)), ())][:MOST]


def of_place(model: type[Record], place: int, kind: str) -> list[UUID]:
    wanted: dict[str, Any] = {"place": place, "kind": kind}
    return list(model.objects.filter(**wanted).order_by("pk").values_list("uid", flat=True)[:MOST])
