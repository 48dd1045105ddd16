"""How likely two records are one: a score of a hundred, and the reasons in sentences. Reads no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kokoaan.duplicates.entry import Entry, Name
from kokoaan.duplicates.spoken import sound_the_same
from kokoaan.duplicates.words import CLASS_OF, EMPTY
from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin

# From here on a pair is shown; from there on it is hardly anything else.
LEAST, SURE = 70, 95
CERTAIN = 100
# Names alone, by how they are alike.
SAME, OTHER_SCRIPT, OTHER_ORDER, OTHER_LANGUAGE, LEGAL_FORM, MISSPELT, SPOKEN = 93, 92, 91, 88, 91, 86, 86
ACRONYMS, STANDS_FOR, LONGER = 74, 78, 72
# What speaks for and against besides the name.
SAME_PLACE, SAME_SITE, SAME_BODY, SAME_MAIL = 4, 12, 12, 25
OTHER_KIND, OTHER_BODY = -18, -12
# The most that a pair can have that differs in this, without an id in common: always less than is shown.
OTHER_ID, OTHER_NUMBERS, OTHER_PLACE, OTHER_PLACE_NAMED = 30, 35, 50, 35
# A namesake is common among people.
NAMESAKE = 84


Said = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two are. The sentences are made when they are read: most pairs that are compared are nothing alike."""

    score: int
    speaks_for: tuple[Said, ...] = ()
    speaks_against: tuple[Said, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(said() for said in self.speaks_for)

    @property
    def against(self) -> tuple[str, ...]:
        return tuple(said() for said in self.speaks_against)


def may_be(one: Entry, other: Entry) -> bool:
    """Whether comparing them may find them one: with an id in common, or no difference that one thing cannot have."""
    return bool(ids_shared(one, other)) or next(limits(one, other), None) is None


def ids_shared(one: Entry, other: Entry) -> list[str]:
    return [name for name, value in one.ids.items() if value and value == other.ids.get(name)]


def score(one: Entry, other: Entry) -> Likeness:
    """Compare two records. Whoever reads the reasons must be somebody who sees both."""
    if shared := ids_shared(one, other):
        return Likeness(CERTAIN, tuple(partial(same_id, name, one.ids[name]) for name in shared))
    points, why = alike(one, other)
    most = 99
    reasons: list[Said] = [why] if why else []
    against: list[Said] = []
    for change, said in extra(one, other):
        points += change
        (reasons if change > 0 else against).append(said)
    for limit, said in limits(one, other):
        most = min(most, limit)
        against.append(said)
    return Likeness(max(0, min(most, round(points))), tuple(reasons), tuple(against))


def same_id(name: str, value: str) -> str:
    return _("Both have the same %(id)s: %(value)s.") % {"id": name, "value": value}


def alike(one: Entry, other: Entry) -> tuple[float, Said | None]:
    """The best of what their names have in common, and why."""
    found = [names_alike(a, b) for a, b in product(one.names, other.names)]
    found += acronyms(one, other)
    best = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return (min(best[0], NAMESAKE), best[1]) if one.is_person else best


class Read(NamedTuple):
    """A name's words in Latin letters, as they are compared."""

    folded: str
    plain: str
    words: tuple[str, ...]
    in_order: tuple[str, ...]
    telling: tuple[str, ...]
    telling_in_order: tuple[str, ...]
    numbers: tuple[str, ...]


@lru_cache(maxsize=200_000)
def read(text: str) -> Read:
    plain = latin(text)
    words = tuple(plain.split())
    some = tuple(telling(words))
    return Read(fold(text), plain, words, tuple(sorted(words)), some, tuple(sorted(some)), tuple(numbers(words)))


def names_alike(one: Name, other: Name) -> tuple[float, Said | None]:
    told = {"one": one.text, "other": other.text}
    a, b = read(one.text), read(other.text)
    if a.folded == b.folded:
        return SAME, lambda: _("They have the same name.")
    if a.plain == b.plain:
        return OTHER_SCRIPT, lambda: _("The same name in another script: “%(one)s”, “%(other)s”.") % told
    if a.in_order == b.in_order:
        return OTHER_ORDER, lambda: _("The same words in another order: “%(one)s”, “%(other)s”.") % told
    if one.means_the_same(other):
        return OTHER_LANGUAGE, lambda: _("The same name in another language: “%(one)s”, “%(other)s”.") % told
    if a.telling and a.telling_in_order == b.telling_in_order:
        return LEGAL_FORM, lambda: _("The same name but for words that say little: “%(one)s”, “%(other)s”.") % told
    if sound_the_same(one.text, other.text):
        return SPOKEN, lambda: _("The same name in another language or spelling: “%(one)s”, “%(other)s”.") % told
    if a.numbers == b.numbers and is_misspelt(a, b):
        return MISSPELT, lambda: _("They are spelt almost the same: “%(one)s”, “%(other)s”.") % told
    return word_by_word(a.telling, b.telling, told)


def telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in EMPTY]


def is_misspelt(one: Read, other: Read) -> bool:
    """Whether one is the other with a slip or two of the hand; figures are never slips.

    Each word has its own few: Fudan University is not Wuhan University, the City of Baku not the City of Bali.
    """
    errors = slips(min(len(one.plain), len(other.plain)))
    if not errors or OSA.distance(one.plain, other.plain, score_cutoff=errors) > errors:
        return False
    if "".join(one.words) == "".join(other.words):
        # A space too many or too few, or a letter on its other side.
        return True
    both = list(zip(one.words, other.words, strict=False))
    is_more = len(both) > 1
    return len(one.words) == len(other.words) and all(is_slip(a, b) or is_more and are_swapped(a, b) for a, b in both)


def is_slip(one: str, other: str) -> bool:
    """Whether one word is the other with a slip."""
    if one == other:
        return True
    errors = slips(min(len(one), len(other)))
    return abs(len(one) - len(other)) <= errors and OSA.distance(one, other, score_cutoff=errors) <= errors


def are_swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters inside a short word changed places: Jena and Jnea, but not Oslo and Solo."""
    return len(one) == 4 and one[0] == other[0] and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def slips(length: int) -> int:
    return 0 if length < 5 else 1 if length < 12 else 2


def numbers(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if not word.isalpha() and any(map(str.isdigit, word)))


def word_by_word(one: Sequence[str], other: Sequence[str], told: Mapping[str, str]) -> tuple[float, Said | None]:
    """Names of which one has all the words of the other, misspelt or not; where each has words of its own, less."""
    short, long = sorted((one, other), key=len)
    left = list(long)
    for word in short:
        match = word if word in left else next((w for w in left if is_other(w, word)), None)
        if match is None:
            return min(55.0, fuzz.token_sort_ratio(" ".join(one), " ".join(other)) * 0.7), None
        left.remove(match)
    if all(word in CLASS_OF for word in short) or len("".join(short)) < len("".join(long)) / 2:
        return 40.0, None
    if not left:
        return MISSPELT - 2, lambda: _("Their words are spelt almost the same: “%(one)s”, “%(other)s”.") % told
    # What one calls itself more fully: the fewer words besides, the likelier.
    return LONGER - 8 * (len(left) - 1), lambda: _("One name holds the other: “%(one)s”, “%(other)s”.") % told


def is_other(one: str, other: str) -> bool:
    """Whether one word is the other misspelt; figures never are."""
    return is_slip(one, other) and numbers([one]) == numbers([other])


def acronyms(one: Entry, other: Entry) -> Iterator[tuple[float, Said | None]]:
    if one.is_person or other.is_person:
        return
    if one.acronym and fold(one.acronym) == fold(other.acronym):
        yield ACRONYMS, lambda: _("They have the same acronym: %(acronym)s.") % {"acronym": one.acronym}
    for short, long in ((one, other), (other, one)):
        for acronym in {short.acronym, *(name.text for name in short.names)}:
            if is_acronym(acronym):
                for name in long.names:
                    if fold(acronym) in initials(name.text):
                        yield STANDS_FOR, partial(stands_for, acronym, name.text)


def stands_for(acronym: str, name: str) -> str:
    return _("“%(acronym)s” may stand for “%(name)s”.") % {"acronym": acronym, "name": name}


def is_acronym(text: str) -> bool:
    return 3 <= len(text) <= 10 and text.isalpha() and sum(char.isupper() for char in text) >= 3


def initials(name: str) -> set[str]:
    """The first letters of the name's words, with and without the small ones."""
    words = latin(name).split()
    return {"".join(word[0] for word in some) for some in (words, telling(words)) if len(some) > 2}


def extra(one: Entry, other: Entry) -> Iterator[tuple[int, Said]]:
    """What speaks for and against, besides the name."""
    if one.place and one.place == other.place:
        yield SAME_PLACE, lambda: _("Both are in %(place)s.") % {"place": one.place_name}
    if one.site and one.site == other.site:
        yield SAME_SITE, lambda: _("Both have the website %(site)s.") % {"site": one.site}
    if mails := one.mails & other.mails:
        yield SAME_MAIL, lambda: _("Both have the e-mail address %(mail)s.") % {"mail": min(mails)}
    if shared := one.bodies.keys() & other.bodies.keys():
        yield SAME_BODY, lambda: _("Both have a role in %(organisation)s.") % {"organisation": one.bodies[min(shared)]}
    elif one.bodies and other.bodies:
        yield OTHER_BODY, lambda: _("They have roles in different organisations.")
    if one.kind and other.kind and one.kind != other.kind:
        yield (
            OTHER_KIND,
            lambda: _("They are of different kinds: %(one)s, %(other)s.") % {"one": one.kind, "other": other.kind},
        )


def limits(one: Entry, other: Entry) -> Iterator[tuple[int, Said]]:
    """What two records of one thing do not differ in, and the most that a pair can have that does."""
    for name in one.ids.keys() & other.ids.keys():
        if one.ids[name] and other.ids[name]:
            yield OTHER_ID, partial(other_id, name)
    if all(read(a.text).numbers != read(b.text).numbers for a, b in product(one.names, other.names)):
        yield OTHER_NUMBERS, lambda: _("The numbers in their names differ.")
    if one.place and other.place and one.place != other.place:
        yield (
            OTHER_PLACE,
            lambda: (
                _("They are in different places: %(one)s, %(other)s.")
                % {"one": one.place_name, "other": other.place_name}
            ),
        )
    if name_other_places(one, other):
        yield OTHER_PLACE_NAMED, lambda: _("Their names speak of different places.")


def other_id(name: str) -> str:
    return _("They have different ids: %(id)s.") % {"id": name}


def name_other_places(one: Entry, other: Entry) -> bool:
    """Whether every name of one speaks of a place, every name of the other of another."""
    places = [frozenset().union(*(name.places for name in entry.names)) for entry in (one, other)]
    return all(places) and not places[0] & places[1]
