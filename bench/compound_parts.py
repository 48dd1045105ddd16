"""Count the words that compounds are made of, from simplemma's word lists (MIT): kokoaan/search/analysis/parts/.

.venv/bin/python -m bench.compound_parts fi sv de
"""

from __future__ import annotations

import sys
from collections import Counter

from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from kokoaan.search.analysis.compounds import INFLECTED, LINKS, SHORTEST
from kokoaan.search.analysis.lemmas import COMPOUNDS

ENOUGH = 4  # a word that makes fewer compounds is left out,
ENOUGH_WHEN_SHORT = 15  # and so is a word of three letters that makes fewer than these: most are no words at all
# Beginnings that are no words by themselves (kauko-, lähi-, fjärr-) make many compounds with long last parts.
BOUND, BOUND_MAKES, BOUND_WITH = 4, 8, 5
# Endings that word lists hold as words; they make adjectives and abstract nouns, not compounds.
ENDINGS = {
    "fi": {"lainen", "läinen", "mainen", "mäinen", "nainen", "ton", "tön", "kas", "kir", "dis", "per", "tar", "isto"},
    "sv": {
        "het",
        "ande",
        "ende",
        "era",
        "ism",
        "ist",
        "mässig",
        "löshet",
        "isk",
        "sam",
        "tion",
        "bar",
        "dom",
        "skap",
        "ning",
    },
    "de": {"heit", "keit", "ung", "ismus", "isch", "bar", "lich", "schaft", "ion", "eren", "ieren", "los", "ist"},
}


def lemmas_of(lang: str) -> tuple[set[str], dict[str, str]]:
    """Every base form of the list in lower case, and the base form of each form."""
    forms = dict(DEFAULT_DICTIONARY_FACTORY.get_dictionary(lang).items())
    plain = {base.casefold() for base in forms.values() if base.isalpha() and (base.islower() or lang == "de")}
    return plain, {form.casefold(): base.casefold() for form, base in forms.items()}


def count(lang: str) -> list[tuple[str, int, int]]:
    """Each word that makes compounds: the word, how many end with it, how many have it earlier."""
    lemmas, forms = lemmas_of(lang)
    words = lemmas - ENDINGS[lang]
    heads: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for word in lemmas:
        for place in range(SHORTEST, len(word) - SHORTEST + 1):
            if word[place:] in words and (first := first_of(word[:place], lang, words, forms)):
                heads[word[place:]] += 1
                others[first] += 1
    others |= bound(lemmas, words, others)
    kept = sorted(word for word in heads | others if heads[word] + others[word] >= least(word))
    return [(word, heads[word], others[word]) for word in kept]


def bound(lemmas: set[str], words: set[str], others: Counter[str]) -> Counter[str]:
    found = Counter(
        word[:place]
        for word in lemmas
        for place in range(BOUND, len(word) - BOUND_WITH + 1)
        if word[place:] in words and word[:place] not in lemmas
    )
    return Counter({text: makes for text, makes in found.items() if makes >= BOUND_MAKES and text not in others})


def least(word: str) -> int:
    return ENOUGH_WHEN_SHORT if len(word) == SHORTEST else ENOUGH


def first_of(text: str, lang: str, words: set[str], forms: dict[str, str]) -> str | None:
    for link, ending in LINKS[lang]:
        if text.endswith(link) and (base := text[: len(text) - len(link)] + ending) in words and len(base) >= SHORTEST:
            return base
    if text.endswith(INFLECTED.get(lang, "\n")) and forms.get(text) in words:
        return forms[text]
    return None


def main() -> None:
    COMPOUNDS.mkdir(exist_ok=True)
    for lang in sys.argv[1:] or ("fi", "sv", "de"):
        rows = count(lang)
        (COMPOUNDS / f"{lang}.txt").write_text("".join(f"{w}\t{h}\t{o}\n" for w, h, o in rows), encoding="utf-8")
        print(f"{lang}: {len(rows):,} words")


if __name__ == "__main__":
    main()
