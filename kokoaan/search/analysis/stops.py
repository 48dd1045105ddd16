"""Words that say nothing of what a text is about (and, with, of), from the lists that tantivy brings."""

from __future__ import annotations

from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from kokoaan.search.analysis.tokens import Tokens

LISTS = {
    "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french", "de": "german", "hu": "hungarian",
    "it": "italian", "nb": "norwegian", "no": "norwegian", "pt": "portuguese", "ru": "russian", "es": "spanish",
    "sv": "swedish",
}  # fmt: skip


def telling_places(tokens: Tokens, lang: str) -> list[int]:
    """Where the words stand that say something; all of them, when a text has no other."""
    places = range(len(tokens))
    return [place for place in places if not is_stop(tokens, place, lang)] or list(places)


def is_stop(tokens: Tokens, place: int, lang: str) -> bool:
    """Whether the word at a place says nothing, as it stands or by its base form."""
    return any(is_stop_word(word, lang) for word in (tokens.exact[place], *tokens.lemmas[place]))


@lru_cache(maxsize=20_000)
def is_stop_word(word: str, lang: str) -> bool:
    return lang in LISTS and not analyser(lang).analyze(word)


@lru_cache
def analyser(lang: str) -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stopword(LISTS[lang])).build()
