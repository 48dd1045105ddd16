"""Who may be the same as a record: asked of the index of names, never all against all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from tantivy import Occur, Query

from kokoaan.duplicates.genitive import genitives
from kokoaan.duplicates.kinds import Comparable
from kokoaan.duplicates.scoring import Entry, initials
from kokoaan.duplicates.spoken import respelt
from kokoaan.duplicates.words import CLASS_OF, EMPTY
from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin
from kokoaan.lib.text import LANGUAGES
from kokoaan.places.countries import countries
from kokoaan.places.models import PlaceName
from kokoaan.records.models import Outbox, Record
from kokoaan.search.engine import engine, fields, narrowed, only_circles, only_kinds
from kokoaan.search.folders import IndexTrouble
from kokoaan.search.kinds import Shelf

# So many are compared in full.
MOST = 30
# Rows that wait for the index are compared too, the latest so many.
WAITING = 200
WORDS, PLACE_NAMES, MOST_PLACES, GENITIVES = 12, 24, 12, 3
# How much a way of being alike counts when the index chooses whom to compare.
WHOLE, WORD, SLIP, COMMON_WORD, OF_PLACE, INITIALS = 12.0, 1.0, 2.0, 0.1, 0.9, 4.0
# A word shorter than this may be another one with a slip.
SLIPS_FROM = 5


def near(entry: Entry, record: Record, kind: Comparable, circles: Collection[int] | None = None) -> list[UUID]:
    """Uids of records of the same kind that may be the same; of these circles only, unless they are None.

    Without an index only those with an id in common and those that wait for it are found, and names that begin so.
    """
    found: dict[UUID, None] = {}
    try:
        hits = engine().search(Shelf.NAMES, asked(entry, record, circles), limit=MOST, count=False).hits
        found |= dict.fromkeys(UUID(hit.id.partition("|")[2]) for hit in hits)
    except IndexTrouble:
        called = kind.model.objects.called(entry.names[0].text)
        found |= dict.fromkeys(called.values_list("uid", flat=True)[:MOST])
    found |= dict.fromkeys([*with_same_id(record, kind), *of_same_place(entry, record, kind), *waiting(record)])
    found.pop(record.uid, None)
    return list(found)


def asked(entry: Entry, record: Record, circles: Collection[int] | None) -> Query:
    clauses = [clause for name in entry.names for clause in name_clauses(name.text)]
    for word in place_words(entry):
        clauses.append((term("name", word), OF_PLACE))
    for word in place_words(entry, "fi", "sv"):
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


def place_words(entry: Entry, *langs: str) -> list[str]:
    """Words of the other names of the places that its names speak of: Pietari is found as Petersburg."""
    places = {place for name in entry.names for place in name.places}
    if not places or len(places) > MOST_PLACES:
        return []
    rows = PlaceName.objects.filter(place__in=[place for place in places if isinstance(place, int)])
    rows = rows.filter(lang__in=langs) if langs else rows.order_by("-preferred", "-lang", "pk")
    folded = rows.values_list("folded", flat=True)[:PLACE_NAMES]
    told = [fold(countries()[code][lang]) for code in places if isinstance(code, str) for lang in langs or LANGUAGES]
    words = (word for one in (*told, *folded) for word in (*one.split(), *latin(one).split()))
    found = dict.fromkeys(word for word in words if word not in EMPTY and len(word) > 2)
    return list(found)[: GENITIVES if langs else PLACE_NAMES]


def slip(word: str) -> Query:
    """Names with a word that differs by one letter from this."""
    return Query.fuzzy_term_query(fields(), "name", word, 1, True, False)


def term(field: str, word: str) -> Query:
    return Query.term_query(fields(), field, word, "basic" if field == "whole" else "freq")


def with_same_id(record: Record, kind: Comparable) -> Iterable[UUID]:
    held = {name: getattr(record, name) for name in kind.ids}
    same = Q(pk__in=())
    for name, value in held.items():
        if value:
            same |= Q(**{name: value})
    return kind.model.objects.filter(same).values_list("uid", flat=True)[:MOST] if any(held.values()) else ()


def of_same_place(entry: Entry, record: Record, kind: Comparable) -> Iterable[UUID]:
    """For a name that is a place and what the body is, those of the same kind in the same place: the City of Turku."""
    if not entry.place or not any(name.is_body_of_place for name in entry.names):
        return ()
    # Only kinds that have a place and a kind have such names.
    wanted: dict[str, Any] = {"place": entry.place, "kind": getattr(record, "kind", "")}
    rows = kind.model.objects.filter(**wanted)
    return rows.order_by("pk").values_list("uid", flat=True)[:MOST]


def waiting(record: Record) -> Iterable[UUID]:
    """Records that were added or changed just now: the index does not know them as they are."""
    keys = Outbox.objects.filter(kind=record.document[0]).order_by("-at").values_list("key", flat=True)
    return [UUID(key) for key in keys[:WAITING]]
