"""Text in languages: one JSON field, `{lang: {"text": str, "source_hash": str, "machine": bool}}`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TypedDict

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.worded import WordedField

LANGUAGES = ("fi", "sv", "en")


class Version(TypedDict, total=False):
    """One language's text; `source_hash` names the text that it was translated from."""

    text: str
    source_hash: str
    machine: bool


Text = Mapping[str, Version]


def text(**versions: str) -> dict[str, Version]:
    """Return a Text written by people: `text(fi="Tallinna", en="Tallinn")`."""
    return {lang: {"text": words} for lang, words in versions.items() if words}


def text_hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def in_language(value: Text, lang: str) -> str:
    """Return the text in lang; else in the first of en, fi, sv or any language that has one; else ''."""
    for code in (lang, "en", "fi", "sv", *value):
        if words := value.get(code, {}).get("text"):
            return words
    return ""


class State(models.TextChoices):
    """What a language's version of a text waits for."""

    MISSING = "missing", _("missing")
    OUTDATED = "outdated", _("outdated")
    MACHINE = "machine", _("machine translation")


def state_of(value: Text, lang: str) -> State | None:
    """What the version in lang waits for; None when it stands, or when there is no text in any language.

    Outdated is what was translated from a text that no other language holds any more.
    """
    version = value.get(lang, {})
    others = {text_hash(one["text"]) for code, one in value.items() if code != lang and one.get("text")}
    if not version.get("text"):
        return State.MISSING if others else None
    came_from = version.get("source_hash")
    if came_from and came_from not in others:
        return State.OUTDATED
    return State.MACHINE if version.get("machine") else None


def states_of(value: Text) -> dict[str, State]:
    """The languages whose version waits for something, the reader's own first."""
    here = get_language() or "en"
    langs = sorted(LANGUAGES, key=lambda lang: lang != here)
    return {lang: state for lang in langs if (state := state_of(value, lang))}


def still_holding(value: Text, lang: str) -> dict[str, Version]:
    """The Text after a person has looked at lang and found it right: it is neither outdated nor machine text."""
    return {code: Version(text=one["text"]) if code == lang else one for code, one in value.items()}


class TextField(WordedField):
    """A JSON column that holds a Text."""

    def __init__(self, *args: object, is_long: bool = False, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        # Whether it is paragraphs rather than a name: forms give it room. Nothing of it is in the database.
        self.is_long = is_long
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def in_words(self, value: Text) -> str:
        """The text in the reader's language, then in the others, each under its code."""
        here = get_language() or "en"
        said = sorted(
            ((lang, one["text"]) for lang, one in value.items() if one.get("text")), key=lambda s: s[0] != here
        )
        return " · ".join(f"{lang}: {words}" for lang, words in said)
