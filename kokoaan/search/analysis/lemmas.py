"""Base forms from simplemma's word lists, and the parts of compounds that we find with them.

The words met are cached above this (analyse.py): to look one up takes a tenth of a millisecond.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version as version_of
from pathlib import Path
from threading import Lock

from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from kokoaan.search.analysis.compounds import Parts, split
from kokoaan.search.analysis.wordlists import KeptLists

# Our code, where simplemma's differs.
SAME_AS = {"no": "nb", "hr": "hbs", "bs": "hbs", "sr": "hbs", "me": "hbs"}
COMPOUNDS = Path(__file__).parent / "parts"
_loading = Lock()


def knows(lang: str) -> bool:
    return SAME_AS.get(lang, lang) in SUPPORTED_LANGUAGES


def lemma(text: str, lang: str) -> str:
    """The base form of a word in lower case; the word itself when nothing is known of it."""
    with _loading:  # so that two threads do not load one list
        found = _strategy().get_lemma(text, SAME_AS.get(lang, lang))
    return (found or text).casefold()


def parts(word: str, lang: str) -> tuple[str, ...]:
    """The base forms of the parts of a compound that is given in its base form; none for other words."""
    known = _parts(lang)
    if not known:
        return ()
    return split(word, known, lambda text: lemma(text, lang), lambda text: is_base_form(text, lang))


def is_base_form(text: str, lang: str) -> bool:
    return _strategy().is_dictionary_member(text, lang) and lemma(text, lang) == text


@lru_cache(maxsize=1)
def _strategy() -> DefaultStrategy:
    return DefaultStrategy(dictionary_factory=KeptLists())


@lru_cache
def _parts(lang: str) -> Parts | None:
    """Words that compounds of the language are made of; bench/compound_parts.py counts them."""
    file = COMPOUNDS / f"{lang}.txt"
    return Parts.read(file, lang) if file.exists() else None


def version() -> str:
    return f"simplemma {version_of('simplemma')}"
