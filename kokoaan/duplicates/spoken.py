"""A name's words as they are the same in several languages and spellings: Chita, Tjita, Tšita. Reads no database."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations, product

from kokoaan.duplicates.words import ALIKE, CLASS_OF, EMPTY, ENDS, LEFT_OUT
from kokoaan.lib.latin import latin

# A word shorter than this is taken as it stands, and a compound has at least so much before its end.
SHORTEST = 4
# How English, Swedish, Finnish and German write one sound of another alphabet, the longest first.
SOUNDS = {
    **dict.fromkeys(("tsch", "tch", "tsh", "tj", "ts", "tz"), "c"),
    **dict.fromkeys(("sch", "sh", "sj", "zh", "z"), "s"),
    **{"kh": "h", "ph": "f", "th": "t", "ck": "k", "w": "v", "j": "i", "y": "i", "q": "k", "x": "ks"},
}
SOUND = re.compile("|".join(SOUNDS))
TWICE = re.compile(r"(.)\1+")
SAME = {**ALIKE, **CLASS_OF}
LITTLE = EMPTY | LEFT_OUT
KINDS, NAMED = frozenset(CLASS_OF.values()), frozenset(SAME.values())
# English and French "ch" may be either.
CH = ("c", "h")


@lru_cache(maxsize=200_000)
def spoken(text: str) -> tuple[frozenset[str], ...]:
    """The words of the name in one form: once for each reading of "ch"."""
    words = [form for word in latin(text).split() for form in forms(word)]
    return tuple(frozenset(word if word in NAMED else sound(word, ch) for word in words) for ch in CH)


@lru_cache(maxsize=100_000)
def forms(word: str) -> tuple[str, ...]:
    """What a word says in any language, a compound by its parts; nothing of a word that says little."""
    return tuple(SAME.get(part, part) for part in parts(word) if part not in LITTLE)


def parts(word: str) -> list[str]:
    """A compound by its parts, where its end is known."""
    end = next((end for end in ENDS if word.endswith(end) and len(word) >= len(end) + SHORTEST), "")
    return [word.removesuffix(end), end] if end else [word]


@lru_cache(maxsize=100_000)
def sound(word: str, ch: str) -> str:
    if len(word) < SHORTEST:
        return word
    plain = SOUND.sub(lambda found: SOUNDS[found[0]], word).replace("ch", ch)
    return TWICE.sub(r"\1", plain)


def sound_the_same(one: str, other: str) -> bool:
    """Whether two names are the same words in another language or spelling: a kind of body, and what it is called."""
    return any(is_called(a) and a == b for a, b in product(spoken(one), spoken(other)))


def is_called(words: frozenset[str]) -> bool:
    """Whether the words name a kind of body and more besides."""
    return not words.isdisjoint(KINDS) and any(len(word) >= SHORTEST for word in words - KINDS)


def respelt(word: str) -> set[str]:
    """Other spellings of a word that a slip of one letter would not find: Tjita for Chita, its parts for a compound."""
    found = {word.replace(mine, other) for mine, other in permutations(("ch", "tj", "ts"), 2) if mine in word}
    stem, *end = parts(word)
    if end:
        found |= {stem, *(stem + other for other in ENDS if (other in LEFT_OUT) == (end[0] in LEFT_OUT))}
    return found - {word}
