"""From text to words as they stand, base forms and parts of compounds."""

from __future__ import annotations

from functools import lru_cache

from kokoaan.lib.fold import fold
from kokoaan.search.analysis import lemmas, stems, voikko
from kokoaan.search.analysis.tokens import Tokens, Word, words

# Raise when the same text would give other words than before: indexes then say that they must be rebuilt.
VERSION = 1
LONGEST = 60  # a longer "word" is an address or rubbish: indexed as it stands


def analyse(text: str, lang: str) -> Tokens:
    """Analyse text as lang; a language that nobody here knows gives words as they stand.

    >>> analyse("Kaukolämmön päästöt", "fi").lemmas
    (('kaukolämpö',), ('päästö',))
    """
    found = [(word(text, lang), begin, end) for text, begin, end in words(text)]
    return Tokens(
        exact=tuple(w.exact for w, _, _ in found),
        lemmas=tuple(w.lemmas for w, _, _ in found),
        parts=tuple(w.parts for w, _, _ in found),
        offsets=tuple((begin, end) for _, begin, end in found),
    )


@lru_cache(maxsize=100_000)
def word(text: str, lang: str) -> Word:
    exact = fold(text).replace(" ", "")
    if len(text) > LONGEST or text.isdecimal():
        return Word(exact, (exact,))
    if lang == "fi" and voikko.is_installed():
        found, parts = voikko.lemmas_and_parts(text)
        # A word that Voikko does not know (a foreign name) may still be in simplemma's list.
        return Word(exact, found or (lemmas.lemma(text, lang),), parts)
    if lemmas.knows(lang):
        lemma = lemmas.lemma(text, lang)
        return Word(exact, (lemma,), lemmas.parts(lemma, lang))
    return Word(exact, (stems.stem(text, lang),))


def analysis_version() -> str:
    """What the words of an index depend on."""
    return f"{VERSION} {voikko.version() or 'no voikko'}, {lemmas.version()}, {stems.version()}"
