"""Compounds and their parts: kaupunkisuunnittelu is kaupunki and suunnittelu.

The parts are found with a list of words that make many compounds, and how many: as the last part, as an earlier part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path

SHORTEST = 3
RARE = 1.5
LONG = 6  # a word as long as this may end a compound though the list does not have it

# What an earlier part may end with before the next one begins, and what its base form has there instead.
LINKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fi": (("", ""), ("s", "nen")),
    "sv": (("", ""), ("s", "")),
    "de": (("", ""), ("s", ""), ("es", ""), ("n", ""), ("en", "")),
}
# Links that only a base form of the whole earlier part shows: the Finnish genitive.
INFLECTED = {"fi": "n"}


@dataclass(frozen=True, slots=True)
class Parts:
    """Words that make compounds: how many of them end with the word (`heads`), how many have it earlier (`others`)."""

    lang: str
    heads: Mapping[str, int]
    others: Mapping[str, int]

    @classmethod
    def read(cls, file: Path, lang: str) -> Parts:
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]
        return cls(
            lang,
            {word: int(heads) for word, heads, _ in rows if int(heads)},
            {word: int(others) for word, _, others in rows if int(others)},
        )


def split(word: str, parts: Parts, lemma: Callable[[str], str], is_word: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the parts of a compound in their base forms; nothing for a word that does not look like one.

    `lemma` gives the base form of an inflected word of the language, `is_word` knows its base forms.
    """
    best = max(divisions(word, parts, lemma, is_word), default=None)
    if best is None:
        return ()
    _, first, head = best
    earlier = split(first, parts, lemma, is_word) or (first,)
    # The last part may be a compound too; it stays as well: työntekijä, then työ and tekijä.
    return tuple(dict.fromkeys((*earlier, head, *split(head, parts, lemma, is_word))))


def divisions(
    word: str, parts: Parts, lemma: Callable[[str], str], is_word: Callable[[str], bool]
) -> list[tuple[float, str, str]]:
    """Each way to divide the word in two: how likely it is, the first part's base form, the last part."""
    found = []
    for place in range(SHORTEST, len(word) - SHORTEST + 1):
        head = word[place:]
        if many := parts.heads.get(head) or (len(head) >= LONG and is_word(head) and RARE):
            found += [
                (log(many) + log(count) + (len(head) + len(first)) / 4, first, head)
                for first, count in firsts(word[:place], parts, lemma, is_word)
            ]
    return found


def firsts(
    text: str, parts: Parts, lemma: Callable[[str], str], is_word: Callable[[str], bool]
) -> list[tuple[str, int]]:
    """Base forms that an earlier part may have, with how many compounds they make."""
    bases = {
        text.removesuffix(link) + ending for link, ending in LINKS[parts.lang] if link == "" or text.endswith(link)
    }
    if (link := INFLECTED.get(parts.lang)) and text.endswith(link):
        bases.add(lemma(text))
    known = [(base, count) for base in bases if (count := parts.others.get(base))]
    if known or len(text) <= 2 * SHORTEST:
        return known
    # A compound within the compound: joukkoliikenne + hanke.
    return [(base, 2) for base in bases if split(base, parts, lemma, is_word)]
