"""Which places names speak of, in any language: "Pietarin kaupunki" and "City of Saint Petersburg" speak of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kokoaan.duplicates.scoring import Name
from kokoaan.duplicates.words import CLASS_OF, EMPTY
from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin
from kokoaan.places.models import PlaceName
from kokoaan.search.analysis import analyse

# So many words make the longest place name that is looked for; a name that is longer is read so far.
LONGEST_PLACE, LONGEST = 3, 16
# A smaller place shares its name with too many other things.
LARGE = 15_000
SHORTEST = 4
# What a name has at its end when it stands for "of that place": Finnish and Swedish, Russian.
ENDINGS = ("n", "s", "а", "и", "ы", "у", "я")
CHUNK = 400


@dataclass(frozen=True, slots=True)
class Span:
    """Some neighbouring words of a name, and the folded ways in which a place may be called so."""

    first: int
    last: int
    readings: tuple[str, ...]


def named(texts: Iterable[str]) -> dict[str, Name]:
    """The names with the places that they speak of: by a few queries, however many names."""
    wanted = {text: list(spans(text)) for text in dict.fromkeys(texts) if text}
    known = places_called({reading for some in wanted.values() for span in some for reading in span.readings})
    return {text: name_of(text, some, known) for text, some in wanted.items()}


def spans(text: str) -> Iterator[Span]:
    """Longest first: "saint petersburg" before "petersburg"."""
    words = fold(text).split()[:LONGEST]
    lemmas = [fold(word) for word in base_forms(text, len(words))]
    for length in range(min(LONGEST_PLACE, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            some = words[first : first + length]
            if length > 1 or tells(some[0]):
                ways = [" ".join(some), *(" ".join([*some[:-1], other]) for other in shorter(some[-1]))]
                if lemmas and lemmas[first + length - 1] != some[-1]:
                    ways.append(" ".join([*some[:-1], lemmas[first + length - 1]]))
                yield Span(first, first + length, tuple(way for way in ways if len(way) >= SHORTEST))


def tells(word: str) -> bool:
    return word not in EMPTY and latin(word) not in CLASS_OF and not word.isdecimal()


def shorter(word: str) -> list[str]:
    return [word[:-1]] if len(word) > SHORTEST and word.endswith(ENDINGS) else []


def base_forms(text: str, count: int) -> list[str]:
    """The Finnish base form of each word, since Finnish names stand in the genitive; none when words fall otherwise."""
    found = [lemmas[0] if lemmas else "" for lemmas in analyse(text, "fi").lemmas][:count]
    return found if len(found) == count else []


def places_called(readings: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """The large places of each name."""
    found: dict[str, set[int]] = defaultdict(set)
    every = sorted(set(readings))
    for begin in range(0, len(every), CHUNK):
        rows = PlaceName.objects.filter(folded__in=every[begin : begin + CHUNK], place__population__gte=LARGE)
        for folded, place in rows.values_list("folded", "place_id"):
            found[folded].add(place)
    return {folded: frozenset(some) for folded, some in found.items()}


def name_of(text: str, some: Sequence[Span], known: Mapping[str, frozenset[int]]) -> Name:
    """The name, its places taken out of its words, the longest first."""
    words: list[str | None] = list(fold(text).split())
    places: frozenset[int] = frozenset()
    for span in some:
        found = next((known[reading] for reading in span.readings if reading in known), None)
        if found and None not in words[span.first : span.last]:
            places |= found
            words[span.first : span.last] = [None] * (span.last - span.first)
    rest = (latin(word) for word in words if word)
    return Name(text, places, tuple(word for word in rest if word and word not in EMPTY))
