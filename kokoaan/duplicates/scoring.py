"""How likely two records are one: a score of a hundred, and the reasons in sentences. Reads no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kokoaan.duplicates.spoken import forms, sound_the_same
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
# The most that a pair can have that differs in this, without an id in common.
OTHER_ID, OTHER_NUMBERS, OTHER_PLACE, OTHER_PLACE_NAMED = 30, 35, 50, 35
# A namesake is common among people.
NAMESAKE = 84


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written; the places that it names, by their ids, countries by their codes; the words left."""

    text: str
    places: frozenset[int | str] = frozenset()
    rest: tuple[str, ...] = ()
    # How many places and countries it speaks of, and how many of these are countries.
    count: int = 1
    countries: int = 0

    @property
    def says(self) -> frozenset[str]:
        """What is left without the places, the same in every language; of a city's own body nothing."""
        return frozenset(form for word in self.rest for form in forms(word)) - {"city"}

    @property
    def is_body_of_place(self) -> bool:
        return bool(self.places and self.rest)

    def means_the_same(self, other: Name) -> bool:
        """Whether both are one kind of body of one place. A name may mean several places: one in common will do."""
        if self.places.isdisjoint(other.places) or self.says != other.says:
            return False
        # A city may be said with its country; a company of two countries is two.
        without = self.count - self.countries == other.count - other.countries
        return self.count == other.count or (without and not self.says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is compared of a record. `ids` by what they are called; what is unknown is empty."""

    uid: str
    names: tuple[Name, ...]
    acronym: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    place: int | None = None
    place_name: str = ""
    site: str = ""
    mails: frozenset[str] = frozenset()
    bodies: Mapping[str, str] = field(default_factory=dict)
    is_person: bool = False

    @property
    def speaks_of_places(self) -> bool:
        return any(name.places for name in self.names)


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def score(one: Entry, other: Entry) -> Likeness:
    """Compare two records. Whoever reads the reasons must be somebody who sees both."""
    if shared := [name for name in one.ids if one.ids[name] and one.ids[name] == other.ids.get(name)]:
        return Likeness(CERTAIN, tuple(same_id(name, one.ids[name]) for name in shared))
    points, why = alike(one, other)
    most = 99
    reasons: list[str] = [why] if why else []
    against: list[str] = []
    for change, sentence in extra(one, other):
        points += change
        (reasons if change > 0 else against).append(sentence)
    for limit, sentence in limits(one, other):
        most = min(most, limit)
        against.append(sentence)
    return Likeness(max(0, min(most, round(points))), tuple(reasons), tuple(against))


def same_id(name: str, value: str) -> str:
    return _("Both have the same %(id)s: %(value)s.") % {"id": name, "value": value}


def alike(one: Entry, other: Entry) -> tuple[float, str]:
    """The best of what their names have in common, and why."""
    found = [names_alike(a, b) for a, b in product(one.names, other.names)]
    found += acronyms(one, other)
    best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    return (min(best[0], NAMESAKE), best[1]) if one.is_person else best


def names_alike(one: Name, other: Name) -> tuple[float, str]:
    told = {"one": one.text, "other": other.text}
    if fold(one.text) == fold(other.text):
        return SAME, _("They have the same name.")
    plain, plain_other = latin(one.text), latin(other.text)
    if plain == plain_other:
        return OTHER_SCRIPT, _("The same name in another script: “%(one)s”, “%(other)s”.") % told
    words, words_other = plain.split(), plain_other.split()
    if sorted(words) == sorted(words_other):
        return OTHER_ORDER, _("The same words in another order: “%(one)s”, “%(other)s”.") % told
    if one.means_the_same(other):
        return OTHER_LANGUAGE, _("The same name in another language: “%(one)s”, “%(other)s”.") % told
    full, full_other = telling(words), telling(words_other)
    if full and sorted(full) == sorted(full_other):
        return LEGAL_FORM, _("The same name but for words that say little: “%(one)s”, “%(other)s”.") % told
    if sound_the_same(one.text, other.text):
        return SPOKEN, _("The same name in another language or spelling: “%(one)s”, “%(other)s”.") % told
    if is_misspelt(plain, plain_other):
        return MISSPELT, _("They are spelt almost the same: “%(one)s”, “%(other)s”.") % told
    return word_by_word(full, full_other, told)


def telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in EMPTY]


def is_misspelt(one: str, other: str) -> bool:
    """Whether one is the other with a slip or two of the hand; figures are never slips.

    Each word has its own few: Fudan University is not Wuhan University, the City of Baku not the City of Bali.
    """
    errors = slips(min(len(one), len(other)))
    if not errors or numbers(one) != numbers(other) or OSA.distance(one, other, score_cutoff=errors) > errors:
        return False
    words, words_other = one.split(), other.split()
    if "".join(words) == "".join(words_other):
        # A space too many or too few, or a letter on its other side.
        return True
    both = list(zip(words, words_other, strict=False))
    return len(words) == len(words_other) and all(is_slip(a, b) or len(both) > 1 and are_swapped(a, b) for a, b in both)


def is_slip(one: str, other: str) -> bool:
    return one == other or OSA.distance(one, other) <= slips(min(len(one), len(other)))


def are_swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters inside a short word changed places: Jena and Jnea, but not Oslo and Solo."""
    return len(one) == 4 and one[0] == other[0] and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def slips(length: int) -> int:
    return 0 if length < 5 else 1 if length < 12 else 2


def numbers(text: str) -> list[str]:
    return sorted(word for word in text.split() if any(char.isdigit() for char in word))


def word_by_word(one: list[str], other: list[str], told: Mapping[str, str]) -> tuple[float, str]:
    """Names of which one has all the words of the other, misspelt or not; where each has words of its own, less."""
    short, long = sorted((one, other), key=len)
    left = list(long)
    for word in short:
        match = next((w for w in left if w == word or is_misspelt(w, word)), None)
        if match is None:
            return min(55.0, fuzz.token_sort_ratio(" ".join(one), " ".join(other)) * 0.7), ""
        left.remove(match)
    if all(word in CLASS_OF for word in short) or len("".join(short)) < len("".join(long)) / 2:
        return 40.0, ""
    if not left:
        return MISSPELT - 2, _("Their words are spelt almost the same: “%(one)s”, “%(other)s”.") % told
    # What one calls itself more fully: the fewer words besides, the likelier.
    return LONGER - 8 * (len(left) - 1), _("One name holds the other: “%(one)s”, “%(other)s”.") % told


def acronyms(one: Entry, other: Entry) -> Iterator[tuple[float, str]]:
    if one.is_person or other.is_person:
        return
    if one.acronym and fold(one.acronym) == fold(other.acronym):
        yield ACRONYMS, _("They have the same acronym: %(acronym)s.") % {"acronym": one.acronym}
    for short, long in ((one, other), (other, one)):
        for acronym in {short.acronym, *(name.text for name in short.names)}:
            if is_acronym(acronym):
                for name in long.names:
                    if fold(acronym) in initials(name.text):
                        told = {"acronym": acronym, "name": name.text}
                        yield STANDS_FOR, _("“%(acronym)s” may stand for “%(name)s”.") % told


def is_acronym(text: str) -> bool:
    return 3 <= len(text) <= 10 and text.isalpha() and sum(char.isupper() for char in text) >= 3


def initials(name: str) -> set[str]:
    """The first letters of the name's words, with and without the small ones."""
    words = latin(name).split()
    return {"".join(word[0] for word in some) for some in (words, telling(words)) if len(some) > 2}


def extra(one: Entry, other: Entry) -> Iterator[tuple[int, str]]:
    """What speaks for and against, besides the name."""
    if one.place and one.place == other.place:
        yield SAME_PLACE, _("Both are in %(place)s.") % {"place": one.place_name}
    if one.site and one.site == other.site:
        yield SAME_SITE, _("Both have the website %(site)s.") % {"site": one.site}
    if mails := one.mails & other.mails:
        yield SAME_MAIL, _("Both have the e-mail address %(mail)s.") % {"mail": min(mails)}
    if shared := one.bodies.keys() & other.bodies.keys():
        yield SAME_BODY, _("Both have a role in %(organisation)s.") % {"organisation": one.bodies[min(shared)]}
    elif one.bodies and other.bodies:
        yield OTHER_BODY, _("They have roles in different organisations.")
    if one.kind and other.kind and one.kind != other.kind:
        yield OTHER_KIND, _("They are of different kinds: %(one)s, %(other)s.") % {"one": one.kind, "other": other.kind}


def limits(one: Entry, other: Entry) -> Iterator[tuple[int, str]]:
    """What two records of one thing do not differ in, and the most that a pair can have that does."""
    for name in one.ids.keys() & other.ids.keys():
        if one.ids[name] and other.ids[name]:
            yield OTHER_ID, _("They have different ids: %(id)s.") % {"id": name}
    if all(numbers(latin(a.text)) != numbers(latin(b.text)) for a, b in product(one.names, other.names)):
        yield OTHER_NUMBERS, _("The numbers in their names differ.")
    if one.place and other.place and one.place != other.place:
        yield (
            OTHER_PLACE,
            _("They are in different places: %(one)s, %(other)s.")
            % {
                "one": one.place_name,
                "other": other.place_name,
            },
        )
    if name_other_places(one, other):
        yield OTHER_PLACE_NAMED, _("Their names speak of different places.")


def name_other_places(one: Entry, other: Entry) -> bool:
    """Whether every name of one speaks of a place, every name of the other of another."""
    places = [frozenset().union(*(name.places for name in entry.names)) for entry in (one, other)]
    return all(places) and not places[0] & places[1]
