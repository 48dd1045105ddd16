"""Which places names speak of, in any language: "Pietarin kaupunki" and "City of Saint Petersburg" speak of one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from django.db.models import Q

from kokoaan.duplicates.entry import Name
from kokoaan.duplicates.words import CLASS_OF, EMPTY
from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin
from kokoaan.lib.text import LANGUAGES
from kokoaan.places.countries import countries
from kokoaan.places.models import PlaceName
from kokoaan.places.spelling import BRACKETS
from kokoaan.search.analysis import analyse
from kokoaan.search.analysis.tokens import words

# So many words make the longest place name that is looked for; a name that is longer is read so far.
LONGEST_PLACE, LONGEST = 3, 16
# A smaller place shares its name with too many other things, unless it is a city that is spoken of.
LARGE = 15_000
SHORTEST = 4
# So short a name counts only as what a place is called in one of our languages: Åbo, Rom.
SHORTEST_STATED = 3
# What a name has at its end when it stands for "of that place": Finnish and Swedish, Russian.
ENDINGS = ("n", "in", "s", "а", "и", "ы", "у", "я")
CHUNK = 400
AND = re.compile(r" (?:&|ja|och|and) ")


@dataclass(frozen=True, slots=True)
class Span:
    """Some neighbouring words of a name, and the folded ways in which a place may be called so."""

    first: int
    last: int
    readings: tuple[str, ...]


def named(texts: Iterable[str]) -> dict[str, Name]:
    """The names with the places that they speak of: by a few queries, however many names."""
    wanted = {text: list(spans(text)) for text in dict.fromkeys(texts) if text}
    found: dict[str, Name] = {}
    for least, some in by_least(wanted).items():
        known = places_called({way for text in some for span in wanted[text] for way in span.readings}, least)
        found |= {text: name_of(text, wanted[text], known) for text in some}
    return found


def by_least(texts: Iterable[str]) -> dict[int, list[str]]:
    """The names by how large a place must be that they speak of: a city's own body may be of any."""
    found: dict[int, list[str]] = defaultdict(list)
    for text in texts:
        is_of_city = any(CLASS_OF.get(latin(word)) == "city" for word in fold(text).split())
        found[0 if is_of_city else LARGE].append(text)
    return found


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
                yield Span(first, first + length, tuple(way for way in ways if len(way) >= SHORTEST_STATED))


@lru_cache(maxsize=100_000)
def tells(word: str) -> bool:
    return word not in EMPTY and latin(word) not in CLASS_OF and not word.isdecimal()


@lru_cache(maxsize=100_000)
def shorter(word: str) -> tuple[str, ...]:
    return tuple(
        word.removesuffix(end) for end in ENDINGS if len(word) > SHORTEST + len(end) - 1 and word.endswith(end)
    )


def base_forms(text: str, count: int) -> list[str]:
    """The Finnish base form of each word in the genitive, which all end in n; none when words fall otherwise."""
    found = [base_form(word) if word.endswith("n") else word for word, _begin, _end in islice(words(text), count)]
    return found if len(found) == count else []


@lru_cache(maxsize=100_000)
def base_form(word: str) -> str:
    return next((lemmas[0] for lemmas in analyse(word, "fi").lemmas if lemmas), "")


def places_called(readings: Iterable[str], least: int) -> Mapping[str, frozenset[int | str]]:
    """The countries of each name, its places that large, and those that a source calls so in one of our languages."""
    every = sorted(set(readings))
    found: dict[str, set[int | str]] = defaultdict(set)
    for folded in every:
        if code := codes_by_stated_name().get(folded):
            found[folded].add(code)
    stated = Q(lang__in=LANGUAGES, preferred=True)
    for begin in range(0, len(every), CHUNK):
        rows = PlaceName.objects.filter(folded__in=every[begin : begin + CHUNK])
        rows = rows.filter(stated | Q(place__population__gte=least))
        for folded, lang, place in rows.values_list("folded", "lang", "place_id"):
            if lang or len(folded) >= SHORTEST:
                found[folded].add(place)
    return {folded: frozenset(some) for folded, some in found.items()}


@lru_cache(maxsize=1)
def codes_by_stated_name() -> dict[str, str]:
    """The code of each country and territory by its names in fi, sv and en, and by the first of two: Saint Kitts."""
    return {
        folded: code
        for code, names in countries().items()
        for lang in LANGUAGES
        for name in country_names(names[lang])
        if len(folded := fold(name)) >= SHORTEST
    }


def country_names(name: str) -> Iterator[str]:
    """What a country's name says, whole, without brackets, and of two parts the first."""
    plain = BRACKETS.sub(" ", name)
    yield from (name, plain, AND.split(plain)[0])


def name_of(text: str, some: Sequence[Span], known: Mapping[str, frozenset[int | str]]) -> Name:
    """The name, its places taken out of its words, the longest first; kinds of bodies are left: City of Brussels."""
    folded = fold(text).split()
    taken: dict[int, frozenset[int | str]] = {}
    for span in some:
        found = next((known[reading] for reading in span.readings if reading in known), None)
        if found and taken.keys().isdisjoint(range(span.first, span.last)):
            taken |= dict.fromkeys(range(span.first, span.last), found)
    rest = [latin(word) for at, word in enumerate(folded) if at not in taken or latin(word) in CLASS_OF]
    places = set(taken.values())
    countries = sum(1 for one in places if any(isinstance(key, str) for key in one))
    words = tuple(word for word in rest if word and word not in EMPTY)
    return Name(text, frozenset().union(*places), words, len(places), countries)
