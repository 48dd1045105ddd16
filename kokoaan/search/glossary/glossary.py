"""The glossary's files (fi.tsv, sv.tsv), read at first use. Each line: term, tab, English names apart by semicolons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from os.path import commonprefix
from pathlib import Path

from kokoaan.lib.fold import fold
from kokoaan.search.analysis import analyse
from kokoaan.search.analysis.tokens import words
from kokoaan.search.schema import is_cut, label_term

FOLDER = Path(__file__).parent
# To find the base forms of all terms takes seconds; those that begin like the word asked for, no time.
BEGINNING = 3
# A word and a term are akin when the beginning that they share is this long, and this much of the longer one.
SHARED, SHARE = 6, 0.65

Names = tuple[str, ...]


def called(term: str) -> Names:
    """What a term is called in English, one name as good as another; none when the glossary lacks it.

    The term is a language and words by their base forms: "fi kaukolämpö" (vocabulary.candidates).
    """
    lang, _space, text = term.partition(" ")
    return terms(lang).get(text) or bases(lang, fold(text)[:BEGINNING]).get(text, ())


def is_term(lang: str, text: str) -> bool:
    """Whether the glossary has a term just as it stands."""
    return text in terms(lang)


def akin(lang: str, word: str) -> Names:
    """What the term is called that shares most of its beginning with a word: ylivelkaantunut, ylivelkaantuminen."""
    near = {term: len(commonprefix((term, word))) / max(len(term), len(word)) for term in alike(lang, word[:SHARED])}
    best = max(near, key=lambda term: near[term], default="")
    return terms(lang)[best] if best and near[best] >= SHARE else ()


@lru_cache
def terms(lang: str) -> Mapping[str, Names]:
    """The English names of each term, in small letters."""
    file = FOLDER / f"{lang}.tsv"
    found: dict[str, Names] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        term, _tab, english = line.partition("\t")
        if names := [name.strip() for name in english.split(";") if name.strip()]:
            add(found, " ".join(word.casefold() for word, _begin, _end in words(term)), names)
    return found


@lru_cache(maxsize=2_000)
def bases(lang: str, beginning: str) -> Mapping[str, Names]:
    """The English names of terms with this beginning, by the base forms of their words."""
    found: dict[str, Names] = {}
    for term in beginnings(lang).get(beginning, ()):
        tokens = analyse(term, lang)
        if not is_cut(tokens):
            add(found, label_term(lang, tokens).removeprefix(f"{lang} "), terms(lang)[term])
    return found


def alike(lang: str, beginning: str) -> list[str]:
    return [term for term in beginnings(lang).get(fold(beginning)[:BEGINNING], ()) if term.startswith(beginning)]


@lru_cache
def beginnings(lang: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms(lang):
        found[fold(term)[:BEGINNING]].append(term)
    return found


def add(to: dict[str, Names], term: str, names: Iterable[str]) -> None:
    to[term] = tuple(dict.fromkeys((*to.get(term, ()), *names)))
