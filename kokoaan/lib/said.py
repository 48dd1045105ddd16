"""A text in languages as a page tells it: the reader's language first, the others at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.text import State, Text, state_of


@dataclass(frozen=True, slots=True)
class Said:
    """One language's version of a text."""

    lang: str
    text: str
    machine: bool = False
    outdated: bool = False

    @property
    def in_language(self) -> str:
        """“In Finnish”, for one who chooses a language."""
        return capfirst(str(NAMES.get(self.lang, self.lang)))

    @property
    def mark(self) -> str:
        """What a reader should know of the text before relying on it; "" when it stands."""
        marks = [_("Translated by a machine.")] if self.machine else []
        marks += [_("This text is older than the one it was made from.")] if self.outdated else []
        return " ".join(marks)


def versions(value: Text) -> list[Said]:
    """Every version of a text, the reader's language first, then English, Finnish and Swedish."""
    return list(told(value))


def first_of(value: Text) -> Said | None:
    """The version that the reader is given; None where nothing is said in any language."""
    return next(told(value), None)


def told(value: Text) -> Iterator[Said]:
    for lang in dict.fromkeys((get_language() or "en", "en", "fi", "sv", *value)):
        if words := value.get(lang, {}).get("text"):
            is_outdated = state_of(value, lang) is State.OUTDATED
            yield Said(lang, words, value[lang].get("machine", False), is_outdated)
